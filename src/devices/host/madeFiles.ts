// What stands in every host's file system by itself: a few folders, the null device, and tables in /etc that are written down when somebody reads them (hosts(5), services(5)).

import { formatIpv4 } from '../../wire/address.ts';
import { LOOPBACK_IP } from '../../stack/machine.ts';
import { serviceEntries } from '../programs/services.ts';
import type { HostState } from './host.ts';

/** Sorted, so that each stands behind the one that holds it. */
export const FIXED_FOLDERS: readonly string[] = ['/', '/dev', '/etc', '/home', '/home/student', '/tmp'];
const fixed: ReadonlySet<string> = new Set(FIXED_FOLDERS);
export const isFixedFolder = (path: string): boolean => fixed.has(path);

/** Takes everything, and is empty. */
export const devicePath = '/dev/null';

const made: ReadonlyMap<string, (host: HostState) => string> = new Map([
  ['/etc/hostname', (host: HostState) => `${host.name}\n`],
  ['/etc/hosts', hostsTable],
  ['/etc/services', servicesTable],
]);
export const MADE_PATHS: readonly string[] = [...made.keys()];

/** The octets of a file that is made when it is read; undefined for any other path. */
export function madeFile(host: HostState, path: string): Uint8Array<ArrayBuffer> | undefined {
  if (path === devicePath) return new Uint8Array(0);
  const text = made.get(path)?.(host);
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

function hostsTable({ hosts }: HostState): string {
  const rows: [number, string][] = [
    [LOOPBACK_IP, 'localhost'],
    ...Object.keys(hosts).map((name): [number, string] => [hosts[name]!, name]),
  ];
  return rows.map(([ip, name]) => `${formatIpv4(ip)}\t${name}\n`).join('');
}

function servicesTable(): string {
  return serviceEntries()
    .flatMap(([name, port]) => [`${name}\t${port}/tcp`, `${name}\t${port}/udp`])
    .map((line) => `${line}\n`)
    .join('');
}
