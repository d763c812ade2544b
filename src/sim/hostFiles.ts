// The files of a host for whoever shows or edits them: their paths and texts, and the commands that change them.

import { entriesOf, HOME, readFile, statOf } from '../devices/host/files.ts';
import type { HostState } from '../devices/host/host.ts';
import type { FileChange } from '../devices/host/kernel/call.ts';
import type { WorldState } from './state.ts';

export { HOME };
export type { FileChange };

/** A name as it is typed, as an absolute path. */
export const absolute = (name: string): string => (name.startsWith('/') ? name : `${HOME}/${name}`);

/** A path as it is shown: without the home folder. */
export const shortPath = (path: string): string => (path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1) : path);

export interface HostFile {
  path: string;
  /** Undefined where its octets are no text. */
  text?: string;
  size: number;
}

/** The files of a host, by their paths. */
export function filesOn(state: WorldState, device: number): HostFile[] {
  const host = state.devices[device];
  if (!host || !('files' in host)) return [];
  return [...host.files]
    .filter(([, node]) => node.pieces)
    .map(([path]) => ({ path, ...contentFacts(host, path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The most that anybody would read or edit. */
const LONGEST_TEXT = 1 << 20;

function contentFacts(host: HostState, path: string): Omit<HostFile, 'path'> {
  const { size } = statOf(host, path)!;
  if (size > LONGEST_TEXT) return { size };
  const octets = readFile(host, path)!;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets), size };
  } catch {
    return { size };
  }
}

/** The names that can stand for a file at the end of what is typed: those in the folder where the terminal is, or that the word names. */
export function fileNames(state: WorldState, device: number): string[] {
  const host = state.devices[device];
  return host && 'files' in host ? (entriesOf(host, host.shell.cwd) ?? []) : [];
}

/** What makes or replaces a file with a text. */
export function written(path: string, text: string): FileChange {
  const bytes = new TextEncoder().encode(text);
  return { path, at: 0, bytes, size: bytes.length };
}
