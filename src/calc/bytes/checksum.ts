// K-13, the calculator `checksum`: the Internet checksum of any octets, or of a header with what it covers (RFC 1071; RFC 768 and RFC 9293 section 3.1 for the pseudo header).

import { u16 } from '../../base/bytes.ts';
import { internetChecksum } from '../../wire/checksum.ts';
import { placed, type Header } from '../../wire/field.ts';
import { icmp } from '../../wire/icmp.ts';
import { ipv4, PROTO_TCP, PROTO_UDP } from '../../wire/ipv4.ts';
import { tcp } from '../../wire/tcp.ts';
import { udp } from '../../wire/udp.ts';
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
import { pseudoHeader } from '../checksum.ts';
import { readEntry, type Entry } from '../entry.ts';
import { readIpv4 } from '../ipv4Entry.ts';
import { wrong, type Said } from '../said.ts';
import { checksumDrills } from './checksumDrills.ts';
import { checksumSteps, hex4, rowsOf, sumRow, type Checksum, type Covered } from './checksumSteps.ts';
import { placeOfOctet, readOctets, tooFew } from './octetsEntry.ts';

const kind = {
  name: 'kind',
  kind: 'choice',
  initial: 'octets',
  options: ['octets', 'ipv4', 'icmp', 'udp', 'tcp'],
} as const;
type Kind = (typeof kind.options)[number];

const withPseudo = { field: 'kind', among: ['udp', 'tcp'] };
const fields: readonly Field[] = [
  { name: 'hex', kind: 'lines', initial: '00 01 f2 03 f4 f5 f6 f7' },
  kind,
  { name: 'src', kind: 'line', initial: '192.168.12.1', only: withPseudo },
  { name: 'dst', kind: 'line', initial: '192.168.12.2', only: withPseudo },
];

/** What carries a checksum: its header, and the number of its protocol where a pseudo header counts too. */
const carriers: Readonly<Record<Exclude<Kind, 'octets'>, { header: Header; protocol?: number }>> = {
  ipv4: { header: ipv4 },
  icmp: { header: icmp },
  udp: { header: udp, protocol: PROTO_UDP },
  tcp: { header: tcp, protocol: PROTO_TCP },
};

/** The calculator `checksum`. */
export const checksum: Calculator<Checksum> = { id: 'checksum', fields, work, drills: checksumDrills };

function work(values: Values): Worked<Checksum> {
  const chosen = chosenOf(kind, values);
  const carrier = chosen === 'octets' ? undefined : carriers[chosen];
  const text = (name: string): string => valueOf(fields, values, name);
  const address = (name: string): Entry<number> =>
    carrier?.protocol === undefined
      ? { state: 'right', value: 0, notes: [] }
      : readEntry(text(name), (typed) => readIpv4(typed));
  const gathered = gather({ hex: bytesFrom(text('hex'), chosen), src: address('src'), dst: address('dst') });
  if (gathered.state !== 'right') return gathered;
  const { hex, src, dst } = gathered.values;
  const bytes = chosen === 'ipv4' ? hex.subarray(0, ipv4.read.hdrLen(hex, 0) * 4) : hex;
  const own = carrier && placed(carrier.header.fields).find(({ field }) => field.key === 'checksum')!.bit / 8;
  const covered: Covered = {
    kind: chosen,
    source: carrier?.header.source ?? 'RFC 1071',
    pseudo: carrier?.protocol === undefined ? undefined : pseudoHeader(src, dst, carrier.protocol, bytes.length),
    octets: own === undefined ? { bytes } : { bytes, without: own },
  };
  const result = checksumOf(covered);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(covered, result, hex.length - bytes.length)],
    lines: linesOf(result),
    bits: [sumRow('checksum.sum', result.sum), sumRow('checksum.checksum', result.checksum)],
    octets: rowsOf(covered),
    steps: checksumSteps(covered, result),
  };
}

/** The octets of a header and what follows it; of IPv4 the header has to be whole. */
function bytesFrom(typed: string, chosen: Kind): Entry<Uint8Array> {
  if (chosen === 'octets') return readOctets(typed);
  const entry = readOctets(typed, carriers[chosen].header.size);
  if (entry.state !== 'right' || chosen !== 'ipv4') return entry;
  const [version, words] = [ipv4.read.version(entry.value, 0), ipv4.read.hdrLen(entry.value, 0)];
  const problem = (made: ReturnType<typeof wrong>): Entry<never> => ({ state: 'wrong', problem: made.problem });
  if (version !== 4 || words * 4 < ipv4.size) {
    return problem(wrong('E_HEX', placeOfOctet(typed, 0), 2, { variant: 'no-ipv4', params: { version, words } }));
  }
  return words * 4 > entry.value.length ? problem(tooFew(typed, words * 4, entry.value.length)) : entry;
}

function checksumOf({ kind, pseudo, octets }: Covered): Checksum {
  const initial = pseudo ? ~internetChecksum(pseudo.bytes, 0, pseudo.bytes.length) & 0xffff : 0;
  const { bytes, without } = octets;
  const zeroed = Uint8Array.from(bytes);
  if (without !== undefined) zeroed.fill(0, without, without + 2);
  const value = internetChecksum(zeroed, 0, zeroed.length, initial);
  const carried = without === undefined ? null : u16(bytes, without);
  const fits = internetChecksum(bytes, 0, bytes.length, initial) === 0;
  const absent = kind === 'udp' && carried === 0;
  return {
    kind,
    octets: bytes.length,
    sum: hex4(~value & 0xffff),
    checksum: hex4(value),
    sent: hex4(kind === 'udp' && value === 0 ? 0xffff : value),
    carried: carried === null ? null : hex4(carried),
    verdict: carried === null ? null : absent ? 'none' : fits ? 'right' : 'wrong',
  };
}

function notesOn({ kind, octets }: Covered, result: Checksum, behind: number): Said[] {
  const { bytes } = octets;
  return [
    ...(behind > 0 ? [{ id: 'checksum.behind', params: { count: behind } }] : []),
    ...(kind === 'udp' && udp.read.length(bytes, 0) !== bytes.length
      ? [{ id: 'checksum.length', params: { length: udp.read.length(bytes, 0), count: bytes.length } }]
      : []),
    ...(result.sent !== result.checksum ? [{ id: 'checksum.ones' }] : []),
    ...(result.verdict === 'none' ? [{ id: 'checksum.none' }] : []),
    ...(kind === 'octets' && bytes.length > 2 && result.checksum === '0000' ? [{ id: 'checksum.holds' }] : []),
  ];
}

function linesOf({ sum, checksum, sent, carried, verdict }: Checksum): Line[] {
  return [
    { id: 'checksum.sum', value: sum },
    { id: 'checksum.checksum', value: checksum },
    ...(sent === checksum ? [] : [{ id: 'checksum.sent', value: sent }]),
    ...(carried === null ? [] : [{ id: 'checksum.carried', value: carried }]),
    ...(verdict === null
      ? []
      : [{ id: 'checksum.check', value: { id: `checksum.is-${verdict}` }, odd: verdict === 'wrong' }]),
  ];
}
