// What a lab says of a device before the world begins: plain data, everything worked out (MACs given, masks as prefix lengths).

import type { StackOptions } from '../stack/options.ts';
import type { SocketSettings } from '../stack/sockets/settings.ts';

export type { StackOptions } from '../stack/options.ts';
export type { SocketSettings } from '../stack/sockets/settings.ts';

/** IPv4 addresses are unsigned 32-bit numbers, MACs 48-bit numbers, throughout the core. */
export interface AddressSetup {
  ip: number;
  prefix: number;
}

export interface InterfaceSetup {
  name: string; // eth0
  mac: number;
  addresses: AddressSetup[];
  mtu: number;
  up: boolean;
  promiscuous: boolean;
}

export interface RouteSetup {
  to: number;
  prefix: number;
  /** Next hop; undefined for on-link. */
  via?: number;
  /** Interface name, where the lab names one. */
  dev?: string;
  metric?: number;
}

export interface HostSetup {
  kind: 'host' | 'router';
  name: string;
  interfaces: InterfaceSetup[];
  routes: RouteSetup[];
  forwarding: boolean;
  options: StackOptions;
  /** What its sockets are given. Hosts may share one record: whoever changes it copies it first. */
  sockets: Readonly<SocketSettings>;
  /** Names this host knows (its hosts table). */
  hosts: Record<string, number>;
  /** By their paths below the home folder. */
  files: Record<string, string>;
  /** Permission bits of those files that have other than usual ones. */
  modes?: Record<string, number>;
}

export interface SwitchSetup {
  kind: 'switch';
  name: string;
  ports: number; // ports named '1', '2', …; port index 0 is '1'
  ageing: number; // ns, 300 s
  mirror?: { from: number[]; to: number };
}

export interface HubSetup {
  kind: 'hub';
  name: string;
  ports: number;
}

/** The end of the world at a live port (sim/livePort.ts); no lab file has one. */
export interface OutsideSetup {
  kind: 'outside';
  name: string;
  ports: 1;
}

export type DeviceSetup = HostSetup | SwitchSetup | HubSetup | OutsideSetup;
