// A lab: what is there before anything happens. Plain data with everything worked out, made from YAML by labText.ts, sent as JSON, kept in histories.

import { MILLISECOND } from '../base/time.ts';
import type { DeviceSetup } from '../devices/setup.ts';
import type { Command } from './command.ts';
import type { LabProgram } from './labProgram.ts';
import type { LabVariation } from './variation.ts';

/** Chances are per million frames, times in ns, sizes in octets, rate in bit/s (0: no transmission time). */
export interface LinkProfile {
  rate: number;
  delay: number;
  jitter: number;
  loss: number;
  duplicate: number;
  reorder: number;
  /** How much later a reordered frame arrives, ns. */
  reorderBy: number;
  corrupt: number;
  /** Corruption gets past the frame check sequence, so that the checksums above must catch it. */
  pastFcs: boolean;
  /** Octets that may wait at each end besides the frame being sent. */
  queue: number;
  /** Largest IP packet the link carries, octets (a frame may be 14 longer, 18 with a tag). */
  mtu: number;
  up: boolean;
}

/** The course's cable: 100 Mbit/s, 1 ms. */
export const defaultProfile: LinkProfile = {
  rate: 100_000_000,
  delay: MILLISECOND,
  jitter: 0,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorderBy: 2 * MILLISECOND,
  corrupt: 0,
  pastFcs: false,
  queue: 64_000,
  mtu: 1500,
  up: true,
};

export interface LinkEnd {
  device: string;
  port: string; // 'eth0', '3'
}

export interface LinkSetup {
  name: string; // 'A-S12', made unique
  ends: [LinkEnd, LinkEnd];
  profile: LinkProfile;
  /** Another profile for frames from ends[1] to ends[0], where the lab gives one. */
  back?: LinkProfile;
}

/** A named fault: what happens to which frames when their sender hands them to a cable. */
export interface FaultSetup {
  name: string;
  action: 'drop' | 'delay' | 'duplicate' | 'corrupt';
  /** Display filter. */
  filter: string;
  /** Device or port that sends (`A`, `R.eth0`, `S12.4`); absent: anybody. */
  from?: string;
  /** Which matching frames, counted from 1; absent: all. */
  nth?: number[];
  /** For delay, ns. */
  by?: number;
  /** For corrupt: octet to change (from the start of the frame; a frame that has none there is left alone) and what to XOR it with; absent: by luck. */
  octet?: number;
  xor?: number;
  pastFcs?: boolean;
}

/** What is done at a time: a command line that runs on a host, or any other command. */
export type TimedDeed = { at: number; on: string; run: string } | { at: number; command: Command };

export interface Lab {
  name: string;
  seed: number;
  devices: DeviceSetup[];
  links: LinkSetup[];
  faults: FaultSetup[];
  do: TimedDeed[];
  /** Programs that run by themselves, and what is typed for them. Absent: none. */
  programs?: LabProgram[];
  /** Positions that the author fixed, in the stage's own units (0…1000 wide). */
  at: Record<string, [number, number]>;
  /** Labels, notes: words an author gave to devices. */
  notes: Record<string, string>;
  /** What the author offers to be different in a second run, which is compared with the first. */
  compare?: LabVariation[];
}
