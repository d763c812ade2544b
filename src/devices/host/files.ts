// The file system of a host: folders and files by absolute path (POSIX path names; a name holds any character but `/` and NUL). All of it is plain data.

import type { Instant } from '../../base/time.ts';
import type { HostState } from './host.ts';
import type { FileChange } from './kernel/call.ts';
import { devicePath, isFixedFolder, madeFile, MADE_PATHS, FIXED_FOLDERS } from './madeFiles.ts';
import { octetsIn, piecesOf, resized, sizeOf, written, type Pieces } from './pieces.ts';

/** A folder has no `pieces`. */
export interface FileNode {
  /** What stands in it (pieces.ts). */
  pieces?: Pieces;
  /** Permission bits, as chmod has them. */
  mode: number;
  modified: Instant;
}

export interface FileStat {
  folder: boolean;
  mode: number;
  /** Octets; 0 for a folder. */
  size: number;
  modified: Instant;
}

/** Why something cannot be done with a file, as POSIX says it. */
export type FileFailure =
  'EACCES' | 'EEXIST' | 'EINVAL' | 'EISDIR' | 'ENAMETOOLONG' | 'ENOENT' | 'ENOSPC' | 'ENOTDIR' | 'ENOTEMPTY';

/** Where who uses a host begins, and where the files of a lab are. */
export const HOME = '/home/student';

/** What a host's disk holds: octets in all files together, and names. */
const MOST_OCTETS = 64 << 20;
const MOST_FILES = 4096;
/** Linux' PATH_MAX and NAME_MAX, in octets of UTF-8. */
const LONGEST_PATH = 4096;
const LONGEST_NAME = 255;
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const ALL_MODES = 0o7777;

/** The absolute path of a name, without `.`, `..` and empty parts. */
export function resolvePath(cwd: string, name: string): string {
  const parts: string[] = [];
  for (const part of (name.startsWith('/') ? name : `${cwd}/${name}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The folder in which a path stands, and the last part of its name. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A relative path under which a lab's file can stand: parts between `/` that are no `.` or `..`, 64 characters each. */
export const isFileName = (name: string): boolean =>
  name.length <= 1024 &&
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  name.split('/').every((part) => part !== '.' && part !== '..' && /^[^\u0000-\u001f\u007f]{1,64}$/u.test(part));

/** What is known of a file or folder; undefined when there is none. */
export function statOf(host: HostState, name: string, cwd = HOME): FileStat | undefined {
  const path = resolvePath(cwd, name);
  const node = host.files.get(path);
  if (node) {
    const { pieces, mode, modified } = node;
    return { folder: !pieces, mode, size: pieces ? sizeOf(pieces) : 0, modified };
  }
  if (isFixedFolder(path)) return { folder: true, mode: FOLDER_MODE, size: 0, modified: 0 };
  const made = madeFile(host, path);
  return made && { folder: false, mode: FILE_MODE, size: made.length, modified: 0 };
}

/** Why `readFile` gives nothing. */
export function whyNotRead(host: HostState, name: string, cwd = HOME): FileFailure {
  const path = resolvePath(cwd, name);
  if (isFolder(host, path)) return 'EISDIR';
  return whyNoParent(host, path) ?? 'ENOENT';
}

/** The octets of a file, as new ones; undefined when there is none. */
export const readFile = (host: HostState, name: string, cwd = HOME): Uint8Array<ArrayBuffer> | undefined =>
  readPart(host, name, 0, Infinity, cwd);

/** So many of its octets from an offset on; fewer at its end. Undefined when there is no such file. */
export function readPart(
  host: HostState,
  name: string,
  at: number,
  count: number,
  cwd = HOME,
): Uint8Array<ArrayBuffer> | undefined {
  const path = resolvePath(cwd, name);
  const pieces = host.files.get(path)?.pieces;
  if (pieces) return octetsIn(pieces, at, at + count);
  return madeFile(host, path)?.slice(at, at + count);
}

/** Makes or replaces a file. The failure, or undefined when it is done. */
export function writeFile(
  host: HostState,
  name: string,
  octets: Uint8Array,
  cwd = HOME,
  now: Instant = 0,
): FileFailure | undefined {
  return setPieces(host, resolvePath(cwd, name), () => piecesOf(octets), octets.length, now);
}

/** Adds octets at the end of a file, which is made when it is not there. */
export function appendFile(
  host: HostState,
  name: string,
  octets: Uint8Array,
  cwd = HOME,
  now: Instant = 0,
): FileFailure | undefined {
  const path = resolvePath(cwd, name);
  const size = statOf(host, path)?.size ?? 0;
  const add = (before: Pieces): Pieces => written(before, size, octets);
  return setPieces(host, path, add, size + octets.length, now);
}

/** Does what a script has done in its own copy of the files. Undefined when it is done. */
export function changeFile(host: HostState, change: FileChange, now: Instant): FileFailure | undefined {
  const path = resolvePath('/', change.path);
  if ('removed' in change) return remove(host, path);
  if ('folder' in change) return isFolder(host, path) ? undefined : addFolder(host, path, now);
  if ('mode' in change) return setMode(host, path, change.mode);
  if ('to' in change) return rename(host, path, resolvePath('/', change.to), now);
  const { at, bytes, size } = change;
  if (!Number.isSafeInteger(at) || at < 0 || !Number.isSafeInteger(size) || size < 0) return 'EINVAL';
  const most = Math.max(size, at + bytes.length);
  return setPieces(host, path, (before) => resized(written(before, at, bytes), size), most, now);
}

/** Makes a folder; `parents`: those above it, too, and it may be there already. */
export function makeFolder(
  host: HostState,
  name: string,
  cwd = HOME,
  now: Instant = 0,
  parents = false,
): FileFailure | undefined {
  const path = resolvePath(cwd, name);
  if (parents && isFolder(host, path)) return undefined;
  if (parents && path !== '/') {
    const failure = makeFolder(host, folderOf(path), '/', now, true);
    if (failure) return failure;
  }
  return addFolder(host, path, now);
}

/** Removes a file, or a folder with nothing in it. */
export function removeFile(host: HostState, name: string, cwd = HOME): FileFailure | undefined {
  return remove(host, resolvePath(cwd, name));
}

/** Gives a file or folder another path; a file that stands there goes. */
export function renameFile(
  host: HostState,
  from: string,
  to: string,
  cwd = HOME,
  now: Instant = 0,
): FileFailure | undefined {
  return rename(host, resolvePath(cwd, from), resolvePath(cwd, to), now);
}

export function changeMode(host: HostState, name: string, mode: number, cwd = HOME): FileFailure | undefined {
  return setMode(host, resolvePath(cwd, name), mode);
}

/** Sets the time of a file, and makes an empty one where none is. */
export function touchFile(host: HostState, name: string, cwd: string, now: Instant): FileFailure | undefined {
  const path = resolvePath(cwd, name);
  const node = host.files.get(path);
  if (!node) return isFolder(host, path) ? undefined : appendFile(host, path, new Uint8Array(0), '/', now);
  node.modified = now;
  return undefined;
}

/** The names in a folder, in order; undefined when it is none. */
export function entriesOf(host: HostState, folder: string, cwd = HOME): string[] | undefined {
  const path = resolvePath(cwd, folder);
  if (!isFolder(host, path)) return undefined;
  const begin = path === '/' ? '/' : `${path}/`;
  const names = new Set<string>();
  for (const one of [...host.files.keys(), ...FIXED_FOLDERS, ...MADE_PATHS, devicePath]) {
    if (one.startsWith(begin) && one.length > begin.length) names.add(one.slice(begin.length).split('/', 1)[0]!);
  }
  return [...names].sort();
}

/** The files of a lab, in home, with the folders that their names ask for. */
export function placeFiles(
  host: HostState,
  files: Readonly<Record<string, string>>,
  modes: Readonly<Record<string, number>> = {},
): void {
  for (const name of Object.keys(files)) {
    const path = resolvePath(HOME, name);
    makeFolder(host, folderOf(path), '/', 0, true);
    writeFile(host, path, new TextEncoder().encode(files[name]));
    if (Object.hasOwn(modes, name)) changeMode(host, path, modes[name]!);
  }
}

const isFolder = (host: HostState, path: string): boolean => {
  const node = host.files.get(path);
  return node ? !node.pieces : isFixedFolder(path);
};

/** Why nothing can stand at a path; undefined when its folder is there. */
function whyNoParent(host: HostState, path: string): FileFailure | undefined {
  let parent = folderOf(path);
  if (isFolder(host, parent)) return undefined;
  for (; parent !== '/'; parent = folderOf(parent)) if (host.files.get(parent)?.pieces) return 'ENOTDIR';
  return 'ENOENT';
}

/** Why nothing new can be made at a path. */
function whyNotMade(host: HostState, path: string): FileFailure | undefined {
  const size = (text: string): number => (text.length * 3 < LONGEST_NAME ? 0 : new TextEncoder().encode(text).length);
  if (path.includes('\0')) return 'EINVAL';
  if (size(path) > LONGEST_PATH || size(baseName(path)) > LONGEST_NAME) return 'ENAMETOOLONG';
  if (path.startsWith('/dev/')) return 'EACCES';
  return whyNoParent(host, path) ?? (host.files.size >= MOST_FILES ? 'ENOSPC' : undefined);
}

function setPieces(
  host: HostState,
  path: string,
  change: (before: Pieces) => Pieces,
  most: number,
  now: Instant,
): FileFailure | undefined {
  if (path === devicePath) return undefined;
  if (isFolder(host, path)) return 'EISDIR';
  if (madeFile(host, path)) return 'EACCES';
  const node = host.files.get(path);
  const failure = node ? undefined : whyNotMade(host, path);
  if (failure) return failure;
  const before = node?.pieces ?? [];
  const size = sizeOf(before);
  if (most > MOST_OCTETS || host.filesOctets - size + most > MOST_OCTETS) return 'ENOSPC';
  const pieces = change(before);
  host.filesOctets += sizeOf(pieces) - size;
  if (node) Object.assign(node, { pieces, modified: now });
  else host.files.set(path, { pieces, mode: FILE_MODE, modified: now });
  return undefined;
}

function addFolder(host: HostState, path: string, now: Instant): FileFailure | undefined {
  if (statOf(host, path)) return 'EEXIST';
  const failure = whyNotMade(host, path);
  if (!failure) host.files.set(path, { mode: FOLDER_MODE, modified: now });
  return failure;
}

function remove(host: HostState, path: string): FileFailure | undefined {
  if (isFixedFolder(path) || madeFile(host, path)) return 'EACCES';
  const node = host.files.get(path);
  if (!node) return whyNoParent(host, path) ?? 'ENOENT';
  if (!node.pieces && entriesOf(host, path)!.length) return 'ENOTEMPTY';
  host.filesOctets -= node.pieces ? sizeOf(node.pieces) : 0;
  host.files.delete(path);
  return undefined;
}

function rename(host: HostState, from: string, to: string, now: Instant): FileFailure | undefined {
  if ([from, to].some((path) => isFixedFolder(path) || madeFile(host, path))) return 'EACCES';
  const node = host.files.get(from);
  if (!node) return whyNoParent(host, from) ?? 'ENOENT';
  if (from === to) return undefined;
  if (to.startsWith(`${from}/`)) return 'EINVAL';
  const there = host.files.get(to);
  if (there && !there.pieces !== !node.pieces) return there.pieces ? 'ENOTDIR' : 'EISDIR';
  const failure = there ? remove(host, to) : whyNotMade(host, to);
  if (failure && !(failure === 'ENOSPC' && !there)) return failure;
  const moved = [...host.files].filter(([path]) => path === from || path.startsWith(`${from}/`));
  for (const [path] of moved) host.files.delete(path);
  for (const [path, one] of moved) host.files.set(to + path.slice(from.length), one);
  host.files.get(to)!.modified = now;
  return undefined;
}

function setMode(host: HostState, path: string, mode: number): FileFailure | undefined {
  const node = host.files.get(path);
  if (!node) return statOf(host, path) ? 'EACCES' : (whyNoParent(host, path) ?? 'ENOENT');
  if (!Number.isSafeInteger(mode) || mode < 0) return 'EINVAL';
  node.mode = mode & ALL_MODES;
  return undefined;
}
