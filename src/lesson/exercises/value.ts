// A value that is to be given, and what a wrong one tells of its making: another field's, another device's, another notation's.

import { formatIpv4, formatMac, BROADCAST_MAC, parseIpv4, parseMac } from '../../wire/address.ts';
import { dissectFrame, fieldIn } from '../../sim/dissected.ts';
import type { Flight } from '../../sim/flights.ts';
import { rowAt } from '../../sim/record.ts';
import { ownersOf } from '../addresses.ts';
import type { Present } from '../exercise.ts';
import { causesOf } from './chosen.ts';
import { lanOf } from './lan.ts';
import { isOctets, numbersIn, saysTheSame, swapped, type ValueType } from './typed.ts';
import { remark, type Remark, type Slip } from './verdict.ts';

export interface Sought {
  /** Filter name. */
  field: string;
  type: ValueType;
  /** As the inspector shows it. */
  text: string;
  /** Numbers that are right: the value, what stands in the bits where they count in other units, and the raw one where it is counted from a beginning. */
  numbers: number[];
  /** Instead of numbers: octets that are too many for one. */
  octets?: Uint8Array;
  bits: number;
}

/** Where the value is sought: what is around it explains mistakes. */
export interface Around {
  present: Present;
  flight: Flight;
}

export const isRight = (sought: Sought, typed: string): boolean =>
  saysTheSame(typed, sought.text) ||
  (sought.octets
    ? isOctets(typed, sought.octets)
    : numbersIn(typed, sought.type, sought.text).some((one) => sought.numbers.includes(one)));

/** The mistake in a wrong value, as near as it can be told. */
export function remarkOnValue(sought: Sought, typed: string, around: Around, on: number): Remark {
  const value = typed.trim();
  const say = (code: Remark['code'], more: Remark['parameters'] = {}): Remark => remark(code, { value, ...more }, on);
  if (value === '') return remark('missing', {}, on);
  const { type } = sought;
  const plain = value.normalize('NFKC').toLowerCase();
  if (type === 'mac' && parseIpv4(plain) !== undefined) return say('ip-for-mac');
  if (type === 'ipv4' && parseMac(plain) !== undefined) return say('mac-for-ip');
  const numbers = numbersIn(value, type, sought.text);
  if (numbers.length === 0) return sought.octets || type === 'text' ? say('otherwise') : say('unreadable');
  if (type === 'mac' && numbers[0] === BROADCAST_MAC) return say('broadcast-address');
  const other = otherField(around, sought, numbers);
  if (other !== undefined) return say('other-field', { field: other });
  if (type === 'mac' || type === 'ipv4') return remarkOnAddress(sought, numbers[0]!, around, say);
  return type === 'uint' ? remarkOnNumber(sought, value, numbers, around, say) : say('otherwise');
}

/** Another field of the same frame with this very value. Of small numbers too many have the same. */
function otherField({ flight }: Around, { field, type }: Sought, numbers: readonly number[]): string | undefined {
  const telling = type === 'mac' || type === 'ipv4' ? 1 : 10;
  for (const layer of flight.dissection.layers) {
    for (const span of layer.spans) {
      const same = span.type === type && typeof span.value === 'number' && numbers.includes(span.value);
      if (same && span.filter !== field && (span.value as number) >= telling) return span.filter;
    }
  }
  return undefined;
}

type Say = (code: Remark['code'], more?: Remark['parameters']) => Remark;

function remarkOnAddress({ type }: Sought, value: number, { present, flight }: Around, say: Say): Remark {
  const { state } = present;
  if (value === 0) return say('all-zeros');
  const [owner] = ownersOf(state, value, type === 'mac' ? 'mac' : 'ipv4');
  if (owner === '*') return say('broadcast-address');
  if (owner === undefined) return say('otherwise');
  if (type === 'mac' && !lanOf(state, flight.from).includes(owner))
    return say('not-on-lan', { owner: deviceOf(owner), device: state.devices[flight.from[0]]!.name });
  return say('address-of', { owner: deviceOf(owner) });
}

const deviceOf = (port: string): string => port.slice(0, port.lastIndexOf('.'));

function remarkOnNumber(
  { field, bits, numbers: right }: Sought,
  typed: string,
  numbers: readonly number[],
  { present, flight }: Around,
  say: Say,
): Remark {
  const [value] = numbers as [number];
  const digits = typed.replace(/\s/g, '');
  if (/^\d+$/.test(digits) && right.includes(parseInt(digits, 16))) return say('hex-as-decimal');
  if ((bits === 16 || bits === 32) && right.some((one) => numbers.includes(swapped(one, bits / 8))))
    return say('octets-swapped');
  if (field.endsWith('checksum') && right.some((one) => numbers.includes(0xffff - one))) return say('not-complemented');
  const before = causesOf(present.record, flight.row)
    .map((row) => rowAt(present.record, row).frame)
    .filter((frame) => frame !== undefined && frame !== flight.frame)
    .map((frame) => fieldIn(dissectFrame(present.record, frame!), field)?.value);
  if (numbers.some((one) => before.includes(one))) return say('as-before');
  return right.includes(value - 1) || right.includes(value + 1) ? say('off-by-one') : say('otherwise');
}

/** Mistakes that people make with this value, as far as they are mistakes here. */
export function slipsOf(sought: Sought, { present, flight }: Around): { typed: string; code: Slip['code'] }[] {
  const slips: { typed: string; code: Slip['code'] }[] = [];
  const { type, field } = sought;
  const [value = 0] = sought.numbers;
  for (const { spans } of flight.dissection.layers) {
    const other = spans.find((one) => one.type === type && one.filter !== field && typeof one.value === 'number');
    const telling = type === 'mac' || type === 'ipv4' ? 1 : 10;
    if (other && (other.value as number) >= telling && other.value !== BROADCAST_MAC)
      slips.push({ typed: typedText(type, other.value as number), code: 'other-field' });
  }
  if (type === 'mac') {
    slips.push({ typed: 'ff:ff:ff:ff:ff:ff', code: 'broadcast-address' }, { typed: '10.0.0.1', code: 'ip-for-mac' });
    const away = present.state.devices
      .flatMap((one) => ('interfaces' in one ? one.interfaces : []))
      .map((one) => one.mac);
    const far = away.find((mac) => {
      const [owner] = ownersOf(present.state, mac, 'mac');
      return owner !== undefined && !lanOf(present.state, flight.from).includes(owner);
    });
    if (far !== undefined) slips.push({ typed: formatMac(far), code: 'not-on-lan' });
  }
  if (type === 'ipv4') slips.push({ typed: '02:00:00:00:00:0a', code: 'mac-for-ip' });
  if (type === 'uint' && value < BROADCAST_MAC) slips.push({ typed: String(value + 1), code: 'off-by-one' });
  if (type === 'uint' && field.endsWith('checksum'))
    slips.push({ typed: `0x${(0xffff - value).toString(16)}`, code: 'not-complemented' });
  return slips.filter(({ typed }) => !isRight(sought, typed));
}

const typedText = (type: ValueType, value: number): string =>
  type === 'mac' ? formatMac(value) : type === 'ipv4' ? formatIpv4(value) : String(value);
