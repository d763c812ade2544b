// K-14, the calculator `segments`: into which TCP segments or IP fragments data is cut, and how much of what is sent is headers.

import {
  chosenOf,
  gather,
  valueOf,
  type Calculator,
  type Field,
  type Line,
  type Values,
  type Worked,
} from '../calculator.ts';
import { readEntry, readWhole } from '../entry.ts';
import { wrong, type Read, type Said } from '../said.ts';
import { MOST_IN_UDP, type Fragment, type Packets } from './packets.ts';
import { ofTcp, ofUdp, type Segments } from './segmentation.ts';
import { segmentsDrills } from './segmentsDrills.ts';
import { segmentsSteps } from './segmentsSteps.ts';

const MOST_DATA = 1_000_000_000_000;
/** RFC 791 section 3.2: every link takes that much. */
const LEAST_MTU = 68;
const MOST_MTU = 65535;

const protocol = { name: 'protocol', kind: 'choice', initial: 'tcp', options: ['tcp', 'udp'] } as const;
const fields: readonly Field[] = [
  protocol,
  { name: 'data', kind: 'line', initial: '4000' },
  { name: 'mtu', kind: 'line', initial: '1500' },
  { name: 'timestamps', kind: 'switch', initial: '', only: { field: 'protocol', among: ['tcp'] } },
];

/** The calculator `segments`. */
export const segments: Calculator<Segments> = { id: 'segments', fields, work, drills: segmentsDrills };

function work(values: Values): Worked<Segments> {
  const chosen = chosenOf(protocol, values);
  const gathered = gather({
    data: readEntry(valueOf(fields, values, 'data'), (text) => readData(text, chosen)),
    mtu: readEntry(valueOf(fields, values, 'mtu'), readMtu),
  });
  if (gathered.state !== 'right') return gathered;
  const { data, mtu } = gathered.values;
  const timestamps = chosen === 'tcp' && valueOf(fields, values, 'timestamps') === 'on';
  const result = chosen === 'tcp' ? ofTcp(data, mtu, timestamps) : ofUdp(data, mtu);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(result)],
    lines: linesOf(result),
    bits: [],
    steps: segmentsSteps(result, timestamps),
  };
}

function readData(text: string, protocol: 'tcp' | 'udp'): Read<number> {
  const data = readWhole(text, 0, MOST_DATA);
  if (!data.ok || protocol === 'tcp' || data.value <= MOST_IN_UDP) return data;
  return wrong('E_TOOBIG', 0, text.length, { variant: 'udp', params: { value: text, most: MOST_IN_UDP } });
}

function readMtu(text: string): Read<number> {
  const mtu = readWhole(text, 0, MOST_MTU);
  if (!mtu.ok || mtu.value >= LEAST_MTU) return mtu;
  return wrong('E_RANGE', 0, text.length, { variant: 'mtu', params: { value: text, min: LEAST_MTU } });
}

function notesOn({ protocol, data, mtu, totals }: Segments): Said[] {
  return [
    ...(data === 0 ? [{ id: `segments.nothing.${protocol}` }] : []),
    ...(protocol === 'udp' && totals.packets > 1
      ? [{ id: 'segments.all-or-none', params: { count: totals.packets } }]
      : []),
    ...(mtu < 576 ? [{ id: 'segments.small' }] : []),
  ];
}

function linesOf({ protocol, mss, room, packets, fragments, totals, perMille }: Segments): Line[] {
  return [
    ...(mss === null ? [] : [{ id: 'segments.mss', value: String(mss) }]),
    ...(room === null || room === mss ? [] : [{ id: 'segments.room', value: String(room) }]),
    { id: `segments.count.${protocol}`, value: String(totals.packets) },
    { id: 'segments.data', value: packets.length ? packets.map(sizes).join(', ') : { id: 'none' } },
    ...(fragments.length > 1 ? fragmentLines(fragments) : []),
    { id: 'segments.ip', value: String(totals.ip) },
    { id: 'segments.frames', value: String(totals.frame) },
    { id: 'segments.with-fcs', value: String(totals.withFcs) },
    { id: 'segments.share', value: perMille === null ? { id: 'none' } : `${(perMille / 10).toFixed(1)} %` },
  ];
}

/** `2 × 1460`, or the size alone. */
const sizes = ({ count, data }: Packets): string => (count > 1 ? `${count} × ${data}` : String(data));

function fragmentLines(fragments: readonly Fragment[]): Line[] {
  const list = (of: (fragment: Fragment) => number): string => {
    const all = fragments.map((fragment) => String(of(fragment)));
    return all.length > 6 ? [...all.slice(0, 4), '…', all.at(-1)!].join(', ') : all.join(', ');
  };
  return [
    { id: 'segments.offsets', value: list(({ offset }) => offset) },
    { id: 'segments.in-ip', value: list(({ octets }) => octets) },
    { id: 'segments.more', value: list(({ more }) => more) },
  ];
}
