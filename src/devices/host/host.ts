// A host: a stack with interfaces, processes and files. A router is a host that forwards.

import { luckFor, nextWord } from '../../base/rng.ts';
import type { Instant } from '../../base/time.ts';
import { claimAddress } from '../../stack/acd.ts';
import { createArp } from '../../stack/arpTable.ts';
import { ALL_HOSTS, LOOPBACK_IP, noteAddresses, type InterfaceState, type StackState } from '../../stack/machine.ts';
import { connectedRoutes, insertRoute, interfaceTo, makeRoute } from '../../stack/routes.ts';
import { stackWakeAt } from '../../stack/tick.ts';
import type { SocketSettings } from '../../stack/sockets/settings.ts';
import type { SocketTable } from '../../stack/sockets/table.ts';
import { FIRST_EPHEMERAL_PORT } from '../../stack/udp.ts';
import type { HostSetup, InterfaceSetup, RouteSetup } from '../setup.ts';
import { NO_ROW } from '../surroundings.ts';
import { HOME, placeFiles, type FileNode } from './files.ts';
import type { ProcessState } from './process.ts';

export type { InterfaceState } from '../../stack/machine.ts';

export interface HostState extends StackState {
  kind: 'host' | 'router';
  name: string;
  /** Names that this host knows. */
  hosts: Record<string, number>;
  /** Its files and folders by absolute path, but for those that every host has (files.ts, madeFiles.ts); the octets in all of them. */
  files: Map<string, FileNode>;
  filesOctets: number;
  /** What its terminals know: where they are, and the exit status of what ran last. */
  shell: { cwd: string; status: number };
  /** All that were started, those that have ended too; by pid. */
  processes: ProcessState[];
  nextPid: number;
  /** Those whose reader has ended, and who are to end as soon as they have done what they are doing. */
  brokenPipes?: number[];
  /** The world's, for luck that begins later. */
  seed: number;
  /** What new sockets have, until the program says otherwise. */
  socketSettings: Readonly<SocketSettings>;
  /** Its sockets, once it has needed any (transport.ts). */
  door: SocketTable | undefined;
}

/** As on Linux. */
const LOOPBACK_MTU = 65536;
const FIRST_PID = 1;

/**
 * A host as the lab describes it. Its last interface is `lo`. Routes that a real machine would refuse (a gateway on no network of its own)
 * are not there. Where addresses are probed for (RFC 5227) none is in use yet: see `hostWakeAt`.
 */
export function createHost(setup: HostSetup, device: number, seed: number): HostState {
  const host: HostState = {
    kind: setup.kind,
    device,
    name: setup.name,
    interfaces: [...setup.interfaces.map(createInterface), loopback()],
    own: new Uint32Array(0),
    routes: [],
    forwarding: setup.forwarding,
    options: { ...setup.options },
    nextIdent: nextWord(luckFor(seed, setup.name, 'ip-identification')) & 0xffff,
    reassembly: [],
    icmpErrorsSent: [],
    sockets: [],
    captured: undefined,
    nextPort: FIRST_EPHEMERAL_PORT,
    luck: luckFor(seed, setup.name, 'stack'),
    hosts: { ...setup.hosts },
    files: new Map(),
    filesOctets: 0,
    shell: { cwd: HOME, status: 0 },
    processes: [],
    nextPid: FIRST_PID,
    seed,
    socketSettings: setup.sockets,
    door: undefined,
  };
  placeFiles(host, setup.files, setup.modes);
  noteAddresses(host);
  host.interfaces.forEach((one, port) => {
    for (const route of connectedRoutes(one, port)) insertRoute(host, route);
  });
  for (const route of setup.routes) addFirstRoute(host, route);
  if (setup.options.arpProbe) host.interfaces.forEach((one, port) => probeFirst(host, one, port));
  return host;
}

function createInterface(setup: InterfaceSetup): InterfaceState {
  return {
    name: setup.name,
    mac: setup.mac,
    addresses: setup.addresses.map(({ ip, prefix }) => ({ ip, prefix })),
    claims: [],
    mtu: setup.mtu,
    up: setup.up,
    carrier: true,
    promiscuous: setup.promiscuous,
    loopback: false,
    groups: [ALL_HOSTS],
    arp: createArp(),
    rx: 0,
    rxOctets: 0,
    tx: 0,
    txOctets: 0,
    dropped: 0,
  };
}

function loopback(): InterfaceState {
  const one = createInterface({
    name: 'lo',
    mac: 0,
    addresses: [{ ip: LOOPBACK_IP, prefix: 8 }],
    mtu: LOOPBACK_MTU,
    up: true,
    promiscuous: false,
  });
  one.loopback = true;
  return one;
}

/** A route of the lab, where the machine can have it. */
function addFirstRoute(host: HostState, { to, prefix, via, dev, metric = 0 }: RouteSetup): void {
  const named = dev === undefined ? undefined : host.interfaces.findIndex((one) => one.name === dev);
  const port = via === undefined ? named : interfaceTo(host, via);
  if (port === undefined || port < 0 || (named !== undefined && named !== port) || !host.interfaces[port].up) return;
  insertRoute(host, makeRoute(to, prefix, via, port, metric, 'static'));
}

/** Takes an interface's addresses out of use until nobody has answered the probes for them. Routes through gateways stay. */
function probeFirst(host: HostState, one: InterfaceState, port: number): void {
  if (one.loopback) return;
  for (const address of one.addresses) claimAddress(host, port, address, NO_ROW, 0);
  one.addresses = [];
  noteAddresses(host);
  host.routes = host.routes.filter((route) => route.source !== 'connected' || route.interface !== port);
}

/** When the host next needs the clock: its stack or one of its processes. To be asked once when the world begins, then the host asks by itself. */
export function hostWakeAt(host: HostState): Instant {
  let at = stackWakeAt(host);
  for (const process of host.processes) if (process.exit === undefined) at = Math.min(at, process.wakeAt);
  // The layer's own deadline may be too early, never too late; the tick finds the next one.
  return host.door ? Math.min(at, host.door.tcp.nextWake) : at;
}
