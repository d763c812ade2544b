// Be the host that hears an ARP question (RFC 826): answer or keep silent, and with which four addresses?

import { formatIpv4, formatMac, parseIpv4, parseMac } from '../../wire/address.ts';
import { fieldIn } from '../../sim/dissected.ts';
import { flightsOf, type Flight } from '../../sim/flights.ts';
import { deviceNamed } from '../../sim/place.ts';
import type { Present } from '../exercise.ts';
import { arrivalOf, isCausedBy, worldBefore } from './chosen.ts';
import type { Task } from './exercise.ts';
import { isRight, remarkOnValue, type Sought } from './value.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

/** The addresses of an answer, in the order of its octets. */
export const ARP_FIELDS = ['arp.src.hw_mac', 'arp.src.proto_ipv4', 'arp.dst.hw_mac', 'arp.dst.proto_ipv4'] as const;

export interface PosedArp {
  kind: 'arp';
  present: Present;
  /** The question as it arrives. */
  flight: Flight;
  device: string;
  /** The host's own card: what it knows of itself. */
  own: { name: string; mac: string; ips: string[] };
  target: string;
  isQuestion: boolean;
  answer: Sought[];
  /** `no`, or `yes` and the four addresses. */
  truth: string[];
}

export function poseArp(present: Present, task: Extract<Task, { kind: 'arp' }>): PosedArp | Unposed {
  const { device } = task;
  const flight = arrivalOf(present, device, task.frame);
  if ('why' in flight) return flight;
  const text = (field: string): string | undefined => fieldIn(flight.dissection, field)?.text;
  const target = text('arp.dst.proto_ipv4');
  if (target === undefined) return { why: `the frame that arrives at ${device} is no ARP message` };
  const number = deviceNamed(present.state, device);
  const host = worldBefore(present, flight).devices[number];
  const card = host && 'interfaces' in host ? host.interfaces[flight.to[1]] : undefined;
  if (!card) return { why: `${device} is no host` };
  const reply = [...flightsOf(present, 'arp.opcode == 2')].find(
    (one) => one.from[0] === number && isCausedBy(present.record, one.row, flight.row),
  );
  const answer = reply ? ARP_FIELDS.map((field) => soughtIn(reply, field)) : [];
  return {
    ...{ kind: 'arp', present, flight, device, target },
    own: { name: card.name, mac: formatMac(card.mac), ips: card.addresses.map(({ ip }) => formatIpv4(ip)) },
    isQuestion: fieldIn(flight.dissection, 'arp.opcode')?.value === 1,
    answer,
    truth: reply ? ['yes', ...answer.map((one) => one.text)] : ['no'],
  };
}

function soughtIn({ dissection }: Flight, field: string): Sought {
  const { value, text } = fieldIn(dissection, field)!;
  const isMac = field.endsWith('mac');
  return { field, text, type: isMac ? 'mac' : 'ipv4', numbers: [value as number], bits: isMac ? 48 : 32 };
}

/** Given: `no`, or `yes` and the four addresses. */
export function judgeArp(posed: PosedArp, given: Given): Remark[] {
  const { answer, target, device } = posed;
  const [says, ...typed] = given;
  if (says !== 'yes' && says !== 'no') return [remark('missing')];
  if (says === 'no') return answer.length ? [remark('is-asked-for', { ip: target, device })] : [];
  if (!answer.length)
    return [posed.isQuestion ? remark('not-asked-for', { ip: target, device }) : remark('is-no-question', { device })];
  return answer.flatMap((sought, i) => {
    const text = typed[i] ?? '';
    return isRight(sought, text) ? [] : [remarkOnPart(posed, sought, text, i + 1)];
  });
}

/** Who is sender and who is target changes with the direction: that is what is mixed up most. */
function remarkOnPart(posed: PosedArp, sought: Sought, typed: string, on: number): Remark {
  const partner = posed.answer[(on + 1) % 4]!;
  const isAddress = sought.type === 'mac' ? parseMac(typed.trim()) : parseIpv4(typed.trim());
  if (isAddress !== undefined && isRight(partner, typed))
    return remark(on <= 2 ? 'you-are-sender' : 'asker-is-target', { field: sought.field }, on);
  return remarkOnValue(sought, typed, posed, on);
}

export function arpSlips(posed: PosedArp): Slip[] {
  const { truth, answer, isQuestion } = posed;
  if (!answer.length) {
    const made = ['yes', posed.own.mac, posed.own.ips[0] ?? posed.target, posed.own.mac, posed.target];
    return [{ given: made, code: isQuestion ? 'not-asked-for' : 'is-no-question' }];
  }
  const [yes, smac, sip, tmac, tip] = truth as [string, string, string, string, string];
  const slips: Slip[] = [
    { given: ['no'], code: 'is-asked-for' },
    { given: [yes, tmac, tip, smac, sip], code: 'you-are-sender' },
    { given: [yes, smac, sip, smac, tip], code: 'asker-is-target' },
  ];
  // In the question the target's MAC is all zeros, because it is not known yet.
  slips.push({ given: [yes, smac, sip, '00:00:00:00:00:00', tip], code: 'all-zeros' });
  slips.push({ given: [yes, smac, sip, 'ff:ff:ff:ff:ff:ff', tip], code: 'broadcast-address' });
  return slips;
}
