// K-06, the calculator `summary`: several networks merged exactly, beside the smallest cover and the foreign addresses that it adds.

import { formatCidr } from '../../wire/address.ts';
import { ipv4Row } from '../bits.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readNetwork, type Cidr } from '../ipv4Entry.ts';
import { readList } from '../listEntry.ts';
import type { Said } from '../said.ts';
import { sizeOfAll } from './blocks.ts';
import { summarise, type Summary } from './summarise.ts';
import { summaryDrills } from './summaryDrills.ts';
import { summarySteps } from './summarySteps.ts';

/** Networks as text, `10.0.0.0/22`. */
export interface Summarised {
  /** As they were given, without those that others hold; in address order. */
  networks: string[];
  absorbed: { network: string; by: string }[];
  exact: string[];
  cover: string;
  /** Cover and exact merge are the same. */
  same: boolean;
  /** What the cover adds, as the fewest prefixes, and how many addresses that is. */
  foreign: string[];
  added: number;
}

const fields: readonly Field[] = [{ name: 'networks', kind: 'lines', initial: '192.168.13.0/24\n192.168.14.0/24' }];

const MOST_LINES = 256;
/** Rows of bits, and prefixes on one line. */
const MOST_ROWS = 8;
const MOST_LISTED = 32;

/** The calculator `summary`. */
export const summary: Calculator<Summarised> = { id: 'summary', fields, work, drills: summaryDrills };

function work(values: Values): Worked<Summarised> {
  const gathered = gather({
    networks: readList(valueOf(fields, values, 'networks'), (line) => readEntry(line, readNetwork), MOST_LINES),
  });
  if (gathered.state !== 'right') return gathered;
  const networks = gathered.values.networks.map(({ value }) => value);
  const found = summarise(networks);
  const result = resultOf(found);
  const rows = found.distinct.slice(0, MOST_ROWS);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(found)],
    lines: linesOf(result),
    bits: [...rows, found.cover].map((block, place) =>
      ipv4Row({ id: place < rows.length ? 'summary.network' : 'summary.cover' }, block.ip, found.cover.prefix),
    ),
    steps: summarySteps(found),
  };
}

const textOf = ({ ip, prefix }: Cidr): string => formatCidr(ip, prefix);

function resultOf({ distinct, absorbed, exact, cover, foreign }: Summary): Summarised {
  return {
    networks: distinct.map(textOf),
    absorbed: absorbed.map(({ block, by }) => ({ network: textOf(block), by: textOf(by) })),
    exact: exact.map(textOf),
    cover: textOf(cover),
    same: foreign.length === 0,
    foreign: foreign.map(textOf),
    added: sizeOfAll(foreign),
  };
}

function notesOn({ absorbed, distinct, merges }: Summary): Said[] {
  const same = ({ block, by }: Summary['absorbed'][number]): boolean => block.prefix === by.prefix;
  const twice = [...new Set(absorbed.filter(same).map(({ block }) => textOf(block)))];
  const held = absorbed.filter((one) => !same(one)).map(({ block, by }) => `${textOf(block)} ⊂ ${textOf(by)}`);
  return [
    ...(twice.length ? [{ id: 'summary.twice', params: { list: listOf(twice) } }] : []),
    ...(held.length ? [{ id: 'summary.held', params: { list: listOf([...new Set(held)]) } }] : []),
    ...(distinct.length > 1 && merges.length === 0 ? [{ id: 'summary.no-merge' }] : []),
  ];
}

/** The first of many, and that there are more. */
const listOf = (texts: readonly string[]): string =>
  [...texts.slice(0, MOST_LISTED), ...(texts.length > MOST_LISTED ? ['…'] : [])].join(', ');

function linesOf({ exact, cover, same, foreign, added }: Summarised): Line[] {
  const [left, right]: Said[] = [{ id: 'summary.exactly' }, { id: 'summary.in-one' }];
  return [
    { id: 'summary.exact', value: listOf(exact), group: left! },
    { id: 'summary.count', value: String(exact.length), group: left! },
    { id: 'summary.cover', value: cover, group: right! },
    { id: 'summary.added', value: same ? { id: 'none' } : String(added), group: right!, odd: !same },
    ...(same ? [] : [{ id: 'summary.foreign', value: listOf(foreign), group: right!, odd: true }]),
  ];
}
