// K-01, the calculator `ipv4`: an address in dots, as 32 bits, as one unsigned number, and in hexadecimal. Four ways to write the same 32 bits (RFC 791 section 2.3; RFC 1123 section 2.1).

import { u32 } from '../../base/bytes.ts';
import { formatIpv4 } from '../../wire/address.ts';
import { dottedBits, ipv4Row } from '../bits.ts';
import { agreeing, valueOf, type Calculator, type Field, type Values, type Worked } from '../calculator.ts';
import { readBits, readEntry, readHex, readWhole } from '../entry.ts';
import { readIpv4 } from '../ipv4Entry.ts';
import { right, wrong, type Read } from '../said.ts';
import { ipv4Drills } from './ipv4Drills.ts';
import { hexOf, stepsOf } from './ipv4Steps.ts';

/** One address in four forms. */
export interface Ipv4 {
  address: string;
  /** With a dot after each octet. */
  bits: string;
  integer: number;
  /** Eight digits, lower case. */
  hex: string;
}

const fields: readonly Field[] = [
  { name: 'address', kind: 'line', initial: '192.168.12.1', optional: true, alternative: true },
  { name: 'bits', kind: 'line', initial: '', optional: true, alternative: true },
  { name: 'integer', kind: 'line', initial: '', optional: true, alternative: true },
  { name: 'hex', kind: 'line', initial: '', optional: true, alternative: true },
];

/** The calculator `ipv4`. One field is enough; where several are filled in they have to say the same. */
export const ipv4: Calculator<Ipv4> = { id: 'ipv4', fields, work, drills: ipv4Drills };

function work(values: Values): Worked<Ipv4> {
  const entry = (field: string, read: (text: string) => Read<number>, keep?: 'inside') => {
    const text = valueOf(fields, values, field);
    return { field, text, entry: readEntry(text, read, keep) };
  };
  const entries = [
    entry('address', readIpv4),
    entry('bits', readAllBits, 'inside'),
    entry('integer', (text) => readWhole(text, 0, 0xffff_ffff)),
    entry('hex', readAllHex, 'inside'),
  ];
  const read = agreeing(
    entries,
    (one, other) => one === other,
    (now, before, value) => ({
      id: 'E_NUMBER',
      variant: 'disagrees',
      params: { value, address: formatIpv4(now), other: formatIpv4(before) },
    }),
  );
  if (read.state !== 'right') return read;
  const ip = read.value;
  const result = { address: formatIpv4(ip), bits: dottedBits(ip), integer: ip, hex: hexOf(ip) };
  return {
    state: 'right',
    result,
    notes: read.notes,
    lines: [
      { id: 'ipv4.address', value: result.address },
      { id: 'ipv4.bits', value: result.bits },
      { id: 'ipv4.integer', value: String(ip) },
      { id: 'ipv4.hex', value: result.hex },
    ],
    bits: [ipv4Row({ id: 'ipv4.address' }, ip)],
    steps: stepsOf(ip),
  };
}

/** Just 32 bits, with dots or blanks between them or not. */
function readAllBits(text: string): Read<number> {
  const bits = readBits(text);
  if (!bits.ok) return bits;
  if (bits.value.length === 32) return right(parseInt(bits.value, 2));
  return wrong('E_OCTETS', text.length, 0, { variant: 'bits', params: { count: bits.value.length } });
}

/** Just eight hex digits, with blanks between pairs or not; the `0x` of programming languages is named. */
function readAllHex(text: string): Read<number> {
  if (/^0x/i.test(text)) {
    const rest = text.slice(2);
    return wrong('E_HEX', 0, 2, {
      variant: 'prefix',
      params: { sign: text.slice(0, 2) },
      ...(/^[0-9a-f]{8}$/i.test(rest) && { instead: rest }),
    });
  }
  const octets = readHex(text);
  if (!octets.ok) return octets;
  if (octets.value.length === 4) return right(u32(octets.value, 0));
  return wrong('E_HEX', text.length, 0, { variant: 'eight', params: { count: 2 * octets.value.length } });
}
