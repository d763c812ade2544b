// The names by which sysctl knows a host's knobs (Linux: Documentation/networking/ip-sysctl.rst, sysctl/net.rst), how each is written, and where it is kept.
// What a knob may be is said once, in stack/knobs.ts. Where Linux has no such setting the name is ours and, for a time, ends with its unit.

import { MICROSECOND, MILLISECOND, SECOND } from '../../base/time.ts';
import { fits, socketKnobs, stackKnobs, tcpKnobs, type Knob } from '../../stack/knobs.ts';
import type { StackOptions } from '../../stack/options.ts';
import type { SocketSettings } from '../../stack/sockets/settings.ts';
import type { TcpOptions } from '../../stack/tcp/options.ts';
import { FIRST_EPHEMERAL_PORT } from '../../stack/udp.ts';
import type { HostState } from '../host/host.ts';
import { setForwarding } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';

/** One setting: `write` answers whether it could; without it nobody may. */
export interface SysctlKey {
  read(host: HostState): string;
  write?(host: HostState, text: string, out: Surroundings): boolean;
}

/** A name, and how its values are written: times as a count of `unit`, switches the other way round, sizes three times. */
type Spelling = readonly [name: string, how?: { unit?: number; inverse?: true; triple?: true }];
type Spellings<T> = { readonly [K in keyof T]-?: Spelling };

const inSeconds = { unit: SECOND };
const inMilliseconds = { unit: MILLISECOND };
const inMicroseconds = { unit: MICROSECOND };
const inverse = { inverse: true } as const;
/** Least, usual and largest size, between which Linux chooses by itself. Here a buffer is what it was set to, so all three are the same. */
const triple = { triple: true } as const;

const stackNames: Spellings<StackOptions> = {
  ttl: ['net.ipv4.ip_default_ttl'],
  arpTimeout: ['net.ipv4.neigh.default.base_reachable_time_ms', inMilliseconds],
  arpRetry: ['net.ipv4.neigh.default.retrans_time_ms', inMilliseconds],
  arpTries: ['net.ipv4.neigh.default.mcast_solicit'],
  arpProbe: ['net.ipv4.conf.all.arp_probe'],
  reassemblyTimeout: ['net.ipv4.ipfrag_time', inSeconds],
  echo: ['net.ipv4.icmp_echo_ignore_all', inverse],
  echoBroadcast: ['net.ipv4.icmp_echo_ignore_broadcasts', inverse],
  icmpErrors: ['net.ipv4.icmp_errors'],
  icmpErrorInterval: ['net.ipv4.icmp_ratelimit', inMilliseconds],
};

const socketNames: Spellings<Omit<SocketSettings, 'tcp'>> = {
  udpReceiveBuffer: ['net.core.rmem_default'],
  udpSendBuffer: ['net.core.wmem_default'],
  unreachableToAll: ['net.ipv4.udp_unreachable_to_all'],
  truncationFails: ['net.ipv4.udp_truncation_fails'],
  descriptors: ['fs.nr_open'],
};

const tcpNames: Spellings<TcpOptions> = {
  sendBuffer: ['net.ipv4.tcp_wmem', triple],
  receiveBuffer: ['net.ipv4.tcp_rmem', triple],
  mss: ['net.ipv4.tcp_mss'],
  windowScale: ['net.ipv4.tcp_window_scaling'],
  timestamps: ['net.ipv4.tcp_timestamps'],
  sack: ['net.ipv4.tcp_sack'],
  dsack: ['net.ipv4.tcp_dsack'],
  nagle: ['net.ipv4.tcp_nagle'],
  delayedAck: ['net.ipv4.tcp_delack_ms', inMilliseconds],
  firstRto: ['net.ipv4.tcp_rto_initial_ms', inMilliseconds],
  minRto: ['net.ipv4.tcp_rto_min_us', inMicroseconds],
  maxRto: ['net.ipv4.tcp_rto_max_ms', inMilliseconds],
  retries1: ['net.ipv4.tcp_retries1'],
  retries2: ['net.ipv4.tcp_retries2'],
  synRetries: ['net.ipv4.tcp_syn_retries'],
  initialWindow: ['net.ipv4.tcp_init_cwnd'],
  dupThresh: ['net.ipv4.tcp_reordering'],
  limitedTransmit: ['net.ipv4.tcp_limited_transmit'],
  congestion: ['net.ipv4.tcp_congestion_control'],
  keepAlive: ['net.ipv4.tcp_keepalive_always'],
  keepIdle: ['net.ipv4.tcp_keepalive_time', inSeconds],
  keepInterval: ['net.ipv4.tcp_keepalive_intvl', inSeconds],
  keepProbes: ['net.ipv4.tcp_keepalive_probes'],
  timeWait: ['net.ipv4.tcp_time_wait_ms', inMilliseconds],
  finWait2: ['net.ipv4.tcp_fin_timeout', inSeconds],
  override: ['net.ipv4.tcp_override_ms', inMilliseconds],
  challengeLimit: ['net.ipv4.tcp_challenge_acks_in_5s'], // Linux counts by the second, under tcp_challenge_ack_limit
  linger: ['net.ipv4.tcp_linger_ms', inMilliseconds], // -1: none; 0 resets
  pathMtuDiscovery: ['net.ipv4.ip_no_pmtu_disc', inverse],
  ttl: ['net.ipv4.tcp_ttl'], // 0: ip_default_ttl
  dsfield: ['net.ipv4.tcp_tos'],
  chop: ['net.ipv4.tcp_chop'],
};

const settingsOf = (host: HostState): Readonly<SocketSettings> => host.door?.settings ?? host.socketSettings;

/** For sockets that are made from now on. Settings are replaced, because hosts may share them. */
function changeSettings(host: HostState, next: SocketSettings): void {
  host.socketSettings = next;
  if (host.door) host.door.settings = next;
}

/** The settings whose names are given, of the record that `of` gives; `change` is told a new value that fits. */
function keysOf<K extends string>(
  names: Readonly<Record<K, Spelling>>,
  knobs: Readonly<Record<NoInfer<K>, Knob>>,
  of: (host: HostState) => Readonly<Record<NoInfer<K>, unknown>>,
  change: (host: HostState, changed: object) => void,
): [string, SysctlKey][] {
  return (Object.keys(names) as K[]).map((key) => {
    const [name, how] = names[key];
    const knob = knobs[key];
    return [
      name,
      {
        read: (host) => written(of(host)[key], how),
        write(host, text) {
          const value = meant(text, knob, how);
          if (!fits(knob, value)) return false;
          change(host, { [key]: value });
          return true;
        },
      },
    ];
  });
}

function written(value: unknown, how: Spelling[1] = {}): string {
  if (typeof value === 'boolean') return value !== (how.inverse ?? false) ? '1' : '0';
  if (value === undefined) return '-1';
  const text = how.unit === undefined ? String(value) : String((value as number) / how.unit);
  return how.triple ? `${text}\t${text}\t${text}` : text;
}

/** What a text would make of a knob; NaN where it cannot be read, undefined for the -1 that means "none". */
function meant(text: string, knob: Knob, how: Spelling[1] = {}): unknown {
  if (knob.is === 'word' || knob.is === 'rule') return text;
  if (knob.is === 'switch') return text === '0' || text === '1' ? (text === '1') !== (how.inverse ?? false) : NaN;
  return text === '-1' ? undefined : numberOf(how.triple ? usualOf(text) : text, how.unit);
}

/** Counts and sizes are whole; of a time, what its unit is too large for may stand behind the point. */
const numberOf = (text: string, unit?: number): number =>
  (unit === undefined ? /^\d{1,15}$/ : /^\d{1,15}(\.\d{1,9})?$/).test(text)
    ? Math.round(Number(text) * (unit ?? 1))
    : NaN;

/** The one in the middle of three sizes in their order, as for sockets that nobody has tuned; '' otherwise. */
function usualOf(text: string): string {
  const sizes = text.split(/\s+/);
  const [least, usual, most] = sizes.map(Number);
  return sizes.length === 3 && least <= usual && usual <= most ? sizes[1] : '';
}

const forwarding: SysctlKey = {
  read: (host) => (host.forwarding ? '1' : '0'),
  write(host, text, out) {
    if (text !== '0' && text !== '1') return false;
    setForwarding(host, text === '1', out);
    return true;
  },
};

const congestionNames = (knob: Knob): string => (knob.is === 'word' ? knob.words.join(' ') : '');

/** All settings by name, in the order of their names. */
export const sysctlKeys: ReadonlyMap<string, SysctlKey> = new Map(
  [
    ...keysOf(
      stackNames,
      stackKnobs,
      (host) => host.options,
      (host, changed) => Object.assign(host.options, changed),
    ),
    ...keysOf(socketNames, socketKnobs, settingsOf, (host, changed) =>
      changeSettings(host, { ...settingsOf(host), ...changed }),
    ),
    ...keysOf(
      tcpNames,
      tcpKnobs,
      (host) => settingsOf(host).tcp,
      (host, changed) => changeSettings(host, { ...settingsOf(host), tcp: { ...settingsOf(host).tcp, ...changed } }),
    ),
    ...([
      ['net.ipv4.ip_forward', forwarding],
      ['net.ipv4.ip_local_port_range', { read: () => `${FIRST_EPHEMERAL_PORT}\t65535` }],
      ['net.ipv4.tcp_available_congestion_control', { read: () => congestionNames(tcpKnobs.congestion) }],
    ] satisfies [string, SysctlKey][]),
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);
