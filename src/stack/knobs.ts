// What each knob of a machine may be set to, for whoever sets it: a lab, a program by setsockopt, a person by sysctl. The knobs themselves: options.ts,
// tcp/options.ts, sockets/settings.ts.

import { MILLISECOND, SECOND } from '../base/time.ts';
import { parseChopRule } from '../wire/chopper.ts';
import type { StackOptions } from './options.ts';
import type { SocketSettings } from './sockets/settings.ts';
import type { TcpOptions } from './tcp/options.ts';
import { UNCHOPPED } from './tcp/pieces.ts';

/** A number between bounds: ns, octets, or a count. `off`: what it is where there shall be none, which the bounds need not hold. */
export interface NumberKnob {
  is: 'time' | 'size' | 'count';
  least: number;
  most: number;
  off?: 0 | undefined;
}

/** `rule`: how a stream is chopped (wire/chopper.ts), or `off`. */
export type Knob = NumberKnob | { is: 'switch' } | { is: 'word'; words: readonly string[] } | { is: 'rule' };

/** One for each knob of a record. */
export type Knobs<T> = { readonly [K in keyof T]-?: Knob };

export const hasOff = (knob: Knob): boolean => 'off' in knob;

/** Whether a knob may have this value. */
export function fits(knob: Knob, value: unknown): boolean {
  if (knob.is === 'switch') return typeof value === 'boolean';
  if (knob.is === 'word') return knob.words.includes(value as string);
  if (knob.is === 'rule') return value === UNCHOPPED || (typeof value === 'string' && parseChopRule(value).ok);
  if ('off' in knob && value === knob.off) return true;
  return Number.isInteger(value) && (value as number) >= knob.least && (value as number) <= knob.most;
}

const onOff: Knob = { is: 'switch' };
const time = (least: number, most: number): NumberKnob => ({ is: 'time', least, most });
const count = (least: number, most: number): NumberKnob => ({ is: 'count', least, most });
const orNone = (knob: NumberKnob): NumberKnob => ({ ...knob, off: 0 });

const HOUR = 3600 * SECOND;
/** What Linux takes for keep-alive times and SO_LINGER. */
const [LONGEST_KEEP, LONGEST_LINGER] = [32_767 * SECOND, 65_535 * SECOND];
/** Octets of any buffer of a socket. */
export const bufferKnob: NumberKnob = { is: 'size', least: 1, most: 0x1000_0000 };

export const stackKnobs: Knobs<StackOptions> = {
  ttl: count(1, 255),
  arpTimeout: time(MILLISECOND, 24 * HOUR),
  arpRetry: time(MILLISECOND, HOUR),
  arpTries: count(1, 20),
  arpProbe: onOff,
  reassemblyTimeout: time(MILLISECOND, HOUR),
  echo: onOff,
  echoBroadcast: onOff,
  icmpErrors: onOff,
  icmpErrorInterval: orNone(time(MILLISECOND, HOUR)),
};

/** No bound of `minRto` and `firstRto` is above those of `maxRto`, so that any values go together. */
export const tcpKnobs: Knobs<TcpOptions> = {
  sendBuffer: bufferKnob,
  receiveBuffer: bufferKnob,
  mss: orNone(count(28, 65_495)),
  windowScale: onOff,
  timestamps: onOff,
  sack: onOff,
  dsack: onOff,
  nagle: onOff,
  delayedAck: orNone(time(MILLISECOND, 500 * MILLISECOND)),
  firstRto: time(200 * MILLISECOND, 3 * SECOND),
  minRto: time(200 * MILLISECOND, 3 * SECOND),
  maxRto: time(3 * SECOND, HOUR),
  retries1: count(0, 255),
  retries2: count(0, 255),
  synRetries: count(1, 127),
  initialWindow: count(1, 1000),
  dupThresh: count(1, 300),
  limitedTransmit: onOff,
  congestion: { is: 'word', words: ['reno', 'tahoe', 'cubic', 'none'] satisfies TcpOptions['congestion'][] },
  keepAlive: onOff,
  keepIdle: time(MILLISECOND, LONGEST_KEEP),
  keepInterval: time(MILLISECOND, LONGEST_KEEP),
  keepProbes: count(1, 127),
  timeWait: time(MILLISECOND, 10 * 60 * SECOND),
  finWait2: time(MILLISECOND, 120 * SECOND),
  override: time(100 * MILLISECOND, SECOND),
  challengeLimit: count(1, 1000),
  linger: { ...time(0, LONGEST_LINGER), off: undefined }, // 0 resets: no more "none" than any other time
  pathMtuDiscovery: onOff,
  ttl: orNone(count(1, 255)),
  dsfield: count(0, 255),
  chop: { is: 'rule' },
};

export const socketKnobs: Knobs<Omit<SocketSettings, 'tcp'>> = {
  udpReceiveBuffer: bufferKnob,
  udpSendBuffer: bufferKnob,
  unreachableToAll: onOff,
  truncationFails: onOff,
  descriptors: count(1, 65_533),
};
