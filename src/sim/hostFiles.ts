// The files of a host for whoever shows or edits them: their paths and texts, and the commands that change them.

import { HOME, readFile, statOf } from '../devices/host/files.ts';
import { FIXED_FOLDERS } from '../devices/host/madeFiles.ts';
import type { LoggedChange } from '../devices/host/kernel/logged.ts';
import type { WorldState } from './state.ts';

export { HOME };
/** A change of files as a command has it. */
export type HostFileChange = LoggedChange;

/** A name as it is typed, as an absolute path. */
export const absolute = (name: string): string => (name.startsWith('/') ? name : `${HOME}/${name}`);

/** A path as it is shown: without the home folder. */
export const shortPath = (path: string): string => (path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1) : path);

export interface HostFile {
  path: string;
  size: number;
}

/** The files of a host, by their paths. */
export function filesOn(state: WorldState, device: number): HostFile[] {
  const host = state.devices[device];
  if (!host || !('files' in host)) return [];
  return [...host.files]
    .filter(([, node]) => node.pieces)
    .map(([path]) => ({ path, size: statOf(host, path)!.size }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The most that anybody would read or edit, in octets. */
const LONGEST_TEXT = 1 << 20;

/** The text of a file; undefined where there is none, or where its octets are no text in UTF-8 or too many for one. */
export function textOn(state: WorldState, device: number, path: string): string | undefined {
  const host = state.devices[device];
  if (!host || !('files' in host)) return undefined;
  const size = statOf(host, path)?.size ?? Infinity;
  const octets = size > LONGEST_TEXT ? undefined : readFile(host, path);
  if (!octets) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined; // octets that are no text
  }
}

/** The octets of a file; undefined where there is none. */
export function octetsOn(state: WorldState, device: number, path: string): Uint8Array<ArrayBuffer> | undefined {
  const host = state.devices[device];
  return host && 'files' in host ? readFile(host, path) : undefined;
}

/** The files and folders (with a `/` behind them) below where the terminal is, as they can be typed without quotes. */
export function fileNames(state: WorldState, device: number): string[] {
  const host = state.devices[device];
  if (!host || !('files' in host)) return [];
  const begin = host.shell.cwd === '/' ? '/' : `${host.shell.cwd}/`;
  const fixed = FIXED_FOLDERS.map((path): [string, { pieces?: unknown }] => [path, {}]);
  return [...fixed, ...host.files]
    .filter(([path]) => path.startsWith(begin) && path.length > begin.length)
    .map(([path, { pieces }]) => path.slice(begin.length) + (pieces ? '' : '/'))
    .filter((name) => /^[\p{L}\p{N}._+@%:,/-]+$/u.test(name))
    .sort();
}
