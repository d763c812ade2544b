// Be the TCP receiver (RFC 9293 section 3.4): which number do you acknowledge with, after this segment has come?

import { fieldIn } from '../../sim/dissected.ts';
import { fieldTextOf, flightsOf, type Flight } from '../../sim/flights.ts';
import { deviceNamed } from '../../sim/place.ts';
import { ACK, FIN, SYN } from '../../wire/tcp.ts';
import { add } from '../../wire/seqnum.ts';
import { parseNumber } from '../number.ts';
import type { Present } from '../exercise.ts';
import { arrivalOf } from './chosen.ts';
import type { Task } from './exercise.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

/** A segment as the receiver sees it; numbers count from the beginning of the stream. */
export interface Arrived {
  row: number;
  seq: number;
  len: number;
  /** The number behind its last octet; SYN and FIN count one each. */
  next: number;
  syn: boolean;
  fin: boolean;
}

export interface PosedAck {
  kind: 'ack';
  present: Present;
  flight: Flight;
  device: string;
  segment: Arrived;
  /** What has come of this stream before the acknowledgment is sent, the segment included; what was lost is not among it. */
  arrived: Arrived[];
  /** What the receiver acknowledged last, if anything. */
  before: number | undefined;
  /** The ack number in the segment itself, and what is to be added to get raw numbers. */
  theirs: number;
  offset: number;
  truth: string[];
}

export function poseAck(present: Present, task: Extract<Task, { kind: 'ack' }>): PosedAck | Unposed {
  const { device } = task;
  const flight = arrivalOf(present, device, task.frame);
  if ('why' in flight) return flight;
  const stream = fieldTextOf(flight, 'tcp.stream');
  if (stream === undefined) return { why: `the frame that arrives at ${device} is no TCP segment` };
  const number = deviceNamed(present.state, device);
  const ofStream = [...flightsOf(present, `tcp.stream == ${stream}`)];
  const own = ofStream.filter((one) => one.from[0] === number && flagsOf(one) & ACK);
  const reply = own.find((one) => one.departs >= flight.arrives);
  if (!reply) return { why: `${device} sends no acknowledgment after that` };
  const segment = arrivedOf(flight);
  const earlier = own.filter((one) => one.departs < flight.arrives);
  const last = earlier[earlier.length - 1];
  return {
    ...{ kind: 'ack', present, flight, device, segment },
    arrived: ofStream
      .filter((one) => one.to[0] === number && one.arrived && one.arrives <= reply.departs)
      .map(arrivedOf)
      .filter((one) => one.next > one.seq),
    before: last && count(last, 'tcp.ack'),
    theirs: count(flight, 'tcp.ack'),
    offset: add(count(reply, 'tcp.ack_raw'), -count(reply, 'tcp.ack')),
    truth: [String(count(reply, 'tcp.ack'))],
  };
}

const count = (flight: Flight, field: string): number => Number(fieldTextOf(flight, field) ?? 0);
const flagsOf = ({ dissection }: Flight): number => Number(fieldIn(dissection, 'tcp.flags')?.value ?? 0);

function arrivedOf(flight: Flight): Arrived {
  const [flags, seq, len] = [flagsOf(flight), count(flight, 'tcp.seq'), count(flight, 'tcp.len')];
  const [syn, fin] = [(flags & SYN) !== 0, (flags & FIN) !== 0];
  return { row: flight.row, seq, len, next: seq + len + Number(syn) + Number(fin), syn, fin };
}

/** Given: one number, counted from the beginning of the stream or raw. */
export function judgeAck(posed: PosedAck, given: Given): Remark[] {
  const [typed = ''] = given;
  if (typed.trim() === '') return [remark('missing', {}, 0)];
  const number = parseNumber(typed);
  if (number === undefined || !Number.isInteger(number) || number < 0)
    return [remark('unreadable', { value: typed.trim() }, 0)];
  const right = Number(posed.truth[0]);
  const value = number === add(right, posed.offset) ? right : relative(posed, number);
  return value === right ? [] : [remark(...mistakeIn(posed, value, right), 0)];
}

/** A raw number counted from the beginning, where it is near to one of those that come. */
function relative({ offset, segment }: PosedAck, number: number): number {
  const counted = add(number, -offset);
  return number > segment.next && counted <= segment.next ? counted : number;
}

function mistakeIn(posed: PosedAck, value: number, right: number): [Remark['code'], Remark['parameters']] {
  const { segment, before, theirs } = posed;
  const { seq, len, next, syn, fin } = segment;
  if (value === next) return [right < next ? 'beyond-gap' : 'more-came', { value }];
  if (value === next - 1 && len === 0 && (syn || fin)) return ['counts-one', { flag: syn ? 'SYN' : 'FIN' }];
  if (value === seq) return ['own-number', { value }];
  if (fin && value === next - 1) return ['counts-one', { flag: 'FIN' }];
  if (value === next - 1) return ['last-octet', { value }];
  if (value === len) return ['only-length', { value }];
  if (value === before) return ['nothing-new', { value }];
  if (value === theirs) return ['their-ack', { value }];
  return ['otherwise', { value }];
}

export function ackSlips(posed: PosedAck): Slip[] {
  const { segment, truth } = posed;
  const right = Number(truth[0]);
  const made = [segment.seq, segment.next, segment.next - 1, segment.len, posed.theirs].filter((one) => one !== right);
  return made
    .map((one): Slip => ({ given: [String(one)], code: mistakeIn(posed, one, right)[0] }))
    .filter(({ code }) => code !== 'otherwise');
}
