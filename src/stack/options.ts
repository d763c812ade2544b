// The knobs of one machine's stack. What real systems call sysctl.

import { SECOND } from '../base/time.ts';

/** Times in ns. Defaults are the course's. */
export interface StackOptions {
  ttl: number; // 64
  arpTimeout: number; // 60 s
  arpRetry: number; // 1 s
  arpTries: number; // 3
  /** RFC 5227: probe and announce at start. Off by default: nothing is sent before somebody acts. */
  arpProbe: boolean;
  reassemblyTimeout: number; // 30 s
  /** Answer echo requests (a host may be told to be silent). */
  echo: boolean;
  /** Answer echo requests to broadcast addresses. Off, as real hosts do. */
  echoBroadcast: boolean;
  icmpErrors: boolean;
  /** Least time between two ICMP errors to the same destination; 0 none. */
  icmpErrorInterval: number;
}

/** What a machine has where the lab says nothing. */
export const defaultOptions: Readonly<StackOptions> = {
  ttl: 64,
  arpTimeout: 60 * SECOND,
  arpRetry: SECOND,
  arpTries: 3,
  arpProbe: false,
  reassemblyTimeout: 30 * SECOND,
  echo: true,
  echoBroadcast: false,
  icmpErrors: true,
  icmpErrorInterval: 0,
};
