// K-05, the calculator `vlsm`: one network divided into blocks of different sizes for a list of needs.

import { formatCidr, formatIpv4 } from '../../wire/address.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry, readWhole, type Entry } from '../entry.ts';
import { readNetwork, type Cidr } from '../ipv4Entry.ts';
import { readList, type Listed } from '../listEntry.ts';
import { wrong, type Problem, type Read, type Said } from '../said.ts';
import { hostEnds, sizeOf, sizeOfAll } from './blocks.ts';
import { subnetOf } from './network.ts';
import { planOf, usableIn, type Need, type Placed, type Plan, type SmallBlocks } from './vlsmPlan.ts';
import { vlsmDrills } from './vlsmDrills.ts';
import { partRow, vlsmSteps } from './vlsmSteps.ts';

/** A block of the plan; `broadcast` is null where there is none (/31, /32). */
export interface VlsmBlock {
  name: string | null;
  line: number;
  hosts: number;
  network: string;
  mask: string;
  first: string;
  last: string;
  broadcast: string | null;
  usable: number;
  /** Addresses that hosts could have, and none needs. */
  waste: number;
}

export interface Vlsm {
  network: string;
  addresses: number;
  /** In address order. */
  blocks: VlsmBlock[];
  free: string[];
  /** Addresses in no block. */
  left: number;
}

const fields: readonly Field[] = [
  { name: 'network', kind: 'line', initial: '192.168.20.0/24' },
  { name: 'hosts', kind: 'lines', initial: '100\n50\n25\n10\n2' },
  { name: 'pairs', kind: 'switch', initial: '' },
  { name: 'singles', kind: 'switch', initial: '' },
];

/** The calculator `vlsm`. */
export const vlsm: Calculator<Vlsm> = { id: 'vlsm', fields, work, drills: vlsmDrills };

const MOST_LINES = 64;
const LONGEST_NAME = 40;
/** Rows of bits under the result; the working has one for each block. */
const MOST_ROWS = 8;
/** As many hosts as all of IPv4 would have as one network. */
const MOST_HOSTS = 0xffff_fffe;

/** `100`, `sales 100` or `sales: 100`. */
function readNeed(line: string): Entry<Omit<Need, 'line'>> {
  const text = line.trimEnd();
  if (text === '') return { state: 'empty' };
  const start = text.search(/[^\s:：]*$/u);
  const before = text.slice(0, start);
  const name = before.replace(/[\s:：]+$/u, '').trimStart();
  const problem = oddName(text, before, name);
  if (problem) return { state: 'wrong', problem };
  const number = readEntry(text.slice(start), readHosts);
  if (number.state === 'wrong') {
    const { instead, ...rest } = number.problem;
    const whole = instead === undefined ? {} : { instead: before + instead };
    return { state: 'wrong', problem: { ...rest, at: rest.at + start, ...whole } };
  }
  if (number.state === 'empty') {
    return { state: 'wrong', ...wrong('E_NUMBER', text.length, 0, { variant: 'no-hosts', params: { name } }) };
  }
  return { state: 'right', value: { name, hosts: number.value }, notes: [] };
}

/** What stands before the number: several numbers on one line, a full-width colon, or too much. */
function oddName(text: string, before: string, name: string): Problem | undefined {
  const rest = text.length - before.length;
  if (rest > 0 && /^[\d.,;、，；\s]+$/u.test(name)) {
    const instead = text.trim().replace(/[,;:、，；：\s]+/gu, '\n');
    return wrong('E_SPACE', before.length, rest, { variant: 'list', instead }).problem;
  }
  const colon = /：\s*$/u.exec(before);
  if (colon) {
    const instead = `${before.slice(0, colon.index)}: ${text.slice(before.length)}`;
    return wrong('E_FULLWIDTH', colon.index, 1, { params: { sign: '：' }, instead }).problem;
  }
  if (name.length > LONGEST_NAME) {
    return wrong('E_TOOBIG', before.indexOf(name), name.length, { variant: 'name', params: { most: LONGEST_NAME } })
      .problem;
  }
  return undefined;
}

function readHosts(text: string): Read<number> {
  const number = readWhole(text, 1, MOST_HOSTS);
  if (number.ok || number.problem.id !== 'E_RANGE' || text !== '0') return number;
  return wrong('E_NUMBER', 0, 1, { variant: 'no-zero', params: { min: 1, max: MOST_HOSTS } });
}

function work(values: Values): Worked<Vlsm> {
  const gathered = gather({
    network: readEntry(valueOf(fields, values, 'network'), readNetwork),
    hosts: readList(valueOf(fields, values, 'hosts'), readNeed, MOST_LINES),
  });
  if (gathered.state !== 'right') return gathered;
  const { network, hosts } = gathered.values;
  const small = { pairs: values['pairs'] === 'on', singles: values['singles'] === 'on' };
  const needs = hosts.map(({ value, line }) => ({ ...value, line }));
  const plan = planOf(network, needs, small);
  if (!plan.fits) return { state: 'wrong', field: 'hosts', problem: notAllocated(plan, hosts) };
  const result = resultOf(network, plan);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(needs, small)],
    lines: linesOf(result),
    bits: plan.placed.slice(0, MOST_ROWS).map(({ need, block }) => partRow(network, block, groupOf(need))),
    steps: vlsmSteps(network, plan, small),
  };
}

function notAllocated({ need, block, left }: Extract<Plan, { fits: false }>, hosts: Listed<unknown>[]): Problem {
  const { at, length } = hosts.find(({ line }) => line === need.line)!;
  const params = { line: need.line, hosts: need.hosts, block, left, missing: block - left };
  return wrong('E_ALLOC', at, length, { params }).problem;
}

function resultOf(network: Cidr, { placed, free }: Extract<Plan, { fits: true }>): Vlsm {
  return {
    network: formatCidr(network.ip, network.prefix),
    addresses: sizeOf(network),
    blocks: placed.map(blockOf),
    free: free.map(({ ip, prefix }) => formatCidr(ip, prefix)),
    left: sizeOfAll(free),
  };
}

function blockOf({ need, block }: Placed): VlsmBlock {
  const { mask, broadcast } = subnetOf(block);
  const { first, last } = hostEnds(block);
  return {
    name: need.name || null,
    line: need.line,
    hosts: need.hosts,
    network: formatCidr(block.ip, block.prefix),
    mask,
    first: formatIpv4(first),
    last: formatIpv4(last),
    broadcast,
    usable: usableIn(block),
    waste: usableIn(block) - need.hosts,
  };
}

/** What a switch would change. */
function notesOn(needs: readonly Need[], { pairs, singles }: SmallBlocks): Said[] {
  return [
    ...(!pairs && needs.some(({ hosts }) => hosts === 2) ? [{ id: 'vlsm.pairs-off' }] : []),
    ...(!singles && needs.some(({ hosts }) => hosts === 1) ? [{ id: 'vlsm.singles-off' }] : []),
  ];
}

const groupOf = ({ name, line, hosts }: Need): Said =>
  name ? { id: 'vlsm.named', params: { name, count: hosts } } : { id: 'vlsm.unnamed', params: { line, count: hosts } };

function linesOf({ blocks, free, left }: Vlsm): Line[] {
  const none: Said = { id: 'none' };
  return [
    ...blocks.flatMap(({ name, line, hosts, network, first, last, usable, waste }): Line[] => {
      const group = groupOf({ name: name ?? '', line, hosts });
      return [
        { id: 'vlsm.network', value: network, group },
        { id: 'vlsm.range', value: first === last ? first : `${first} – ${last}`, group },
        { id: 'vlsm.waste', value: { id: 'vlsm.waste.of', params: { waste, usable } }, group },
      ];
    }),
    { id: 'vlsm.free', value: free.length ? free.join(' ') : none, group: { id: 'vlsm.rest' } },
    { id: 'vlsm.left', value: String(left), group: { id: 'vlsm.rest' } },
  ];
}
