// The state of a world: plain data, all of it. A checkpoint is a copy of this and nothing else.

import { createQueue, type EventQueue } from '../base/queue.ts';
import type { Luck } from '../base/rng.ts';
import type { Instant } from '../base/time.ts';
import type { DeviceState } from '../devices/device.ts';
import type { Turn } from '../devices/host/kernel/script.ts';
import type { FaultSetup, LinkProfile } from './lab.ts';

/** What waits at the sending end of one direction: a ring of frames that have not begun to leave. */
export interface SendQueue {
  starts: Float64Array;
  sizes: Uint32Array;
  first: number;
  count: number;
  octets: number;
}

/** Two directions a cable, numbered 2 × link + sending end; typed columns, because every frame reads them. */
export interface Directions {
  /** The port at the receiving end. */
  device: Int32Array;
  port: Uint8Array;
  rate: Float64Array;
  delay: Float64Array;
  mtu: Float64Array;
  queueLimit: Float64Array;
  /** When the sender will have finished what it has. */
  free: Float64Array;
  /** Latest arrival so far: jitter alone never lets frames overtake. */
  lastArrival: Float64Array;
  /** Counts re-plugging: a frame that left in an older generation does not arrive. 12 bits. */
  generation: Uint16Array;
  /** 1: cable plugged and link up. */
  open: Uint8Array;
  /** 1: some chance of loss, corruption, …: take the long way. */
  impaired: Uint8Array;
}

/** What luck decides on a cable; `damage` is where and how a frame is damaged. */
export type LuckPurpose = 'corrupt' | 'damage' | 'loss' | 'duplicate' | 'reorder' | 'jitter';
export type LinkLuck = Partial<Record<LuckPurpose, Luck>>;

export interface LinkState {
  name: string;
  /** Ends as [device, port]. */
  ends: [[number, number], [number, number]];
  plugged: boolean;
  profiles: [LinkProfile, LinkProfile];
  /** Loopback of one host: no cable that anybody sees. */
  hidden: boolean;
  /** Per sending end and purpose, from the first draw on. */
  luck: [LinkLuck, LinkLuck];
  queues: [SendQueue | undefined, SendQueue | undefined];
}

export interface FaultState {
  setup: FaultSetup;
  /** −1: any device, any port. */
  device: number;
  port: number;
  /** Matching frames seen so far. */
  seen: number;
}

export interface WorldState {
  now: Instant;
  /** Events and commands done so far. */
  events: number;
  commands: number;
  rowCount: number;
  frameCount: number;
  textCount: number;
  queue: EventQueue;
  /** Per device: the earliest tick that is scheduled. */
  wakes: Float64Array;
  devices: DeviceState[];
  /** Per device and port: the direction that leads out of it, or −1. */
  ports: Int32Array[];
  links: LinkState[];
  directions: Directions;
  faults: FaultState[];
  /** Threads of scripts whose turn it is, first come, first served. */
  turns: Turn[];
  seed: number;
}

export function emptyDirections(links: number): Directions {
  const n = 2 * links;
  return {
    device: new Int32Array(n),
    port: new Uint8Array(n),
    rate: new Float64Array(n),
    delay: new Float64Array(n),
    mtu: new Float64Array(n),
    queueLimit: new Float64Array(n),
    free: new Float64Array(n),
    lastArrival: new Float64Array(n),
    generation: new Uint16Array(n),
    open: new Uint8Array(n),
    impaired: new Uint8Array(n),
  };
}

export function emptyState(seed: number): WorldState {
  return {
    now: 0,
    events: 0,
    commands: 0,
    rowCount: 0,
    frameCount: 0,
    textCount: 0,
    queue: createQueue(),
    wakes: new Float64Array(0),
    devices: [],
    ports: [],
    links: [],
    directions: emptyDirections(0),
    faults: [],
    turns: [],
    seed,
  };
}
