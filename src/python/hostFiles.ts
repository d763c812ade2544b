// The interpreter's own file system as a mirror of the hosts' files: each host has a folder, of which its programs see nothing but what is in it; what they change is told.

import { MILLISECOND, type Instant } from '../base/time.ts';
import { entriesOf, folderOf, readFile, statOf } from '../devices/host/files.ts';
import type { HostState } from '../devices/host/host.ts';
import type { FileChange } from '../devices/host/kernel/call.ts';
import type { PyodideInterface } from 'pyodide';
import { EPOCH_MS } from './realm.ts';

/** What of Emscripten's file system is used here. */
interface Node {
  mode: number;
  /** Of either kind of octets, by the way in which they came. */
  contents: Uint8Array | Int8Array;
  usedBytes: number;
}
interface Operations {
  node: Record<string, (...args: never[]) => unknown>;
  stream: Record<string, (...args: never[]) => unknown>;
}
interface Fs {
  lookupPath(path: string, options?: object): { path: string; node: Node };
  cwd(): string;
  currentPath: string;
  getPath(node: Node): string;
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array): void;
  readdir(path: string): string[];
  unlink(path: string): void;
  rmdir(path: string): void;
  chmod(path: string, mode: number): void;
  /** Times in ms since 1970. */
  utime(path: string, atime: number, mtime: number): void;
  stat(path: string): { mode: number };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  root: Node;
}

const ROOT = '/\u0001hosts';
/** What all programs see of the interpreter's own files. */
const SHARED = /^\/(lib\/python3|dev(\/|$)|proc\/self\/fd)/;
const PERMISSIONS = 0o7777;
const UMASK = 0o022;
const FILE_MODE = 0o644;

/** The files of all hosts as the interpreter has them; one host at a time is shown to the program that runs there. */
export class HostFiles {
  private readonly fs: Fs;
  /** The folder of the host whose program runs; empty while none does. */
  private root = '';
  /** Changes that nobody has been told of, in their order; the last may still grow. */
  private changes: FileChange[] = [];
  private growing: { path: string; node: Node; from: number; to: number } | undefined;
  /** Of each device what its folder has: contents as they are in the world (never changed there, only replaced), and modes. */
  private readonly mirrored = new Map<number, Map<string, { pieces: unknown; mode: number }>>();
  /** The file that was made last, until it has its mode. */
  private made: string | undefined;
  /** The mirror writes, not a program. */
  private mirroring = false;

  constructor(pyodide: PyodideInterface) {
    this.fs = pyodide.FS as unknown as Fs;
    this.fs.mkdirTree(ROOT);
    this.confine();
    this.listen(pyodide);
  }

  /** Drops all that is mirrored. */
  forget(): void {
    this.root = '';
    this.changes = [];
    this.growing = undefined;
    this.mirrored.clear();
    this.mirroring = true;
    this.fs.currentPath = '/';
    for (const name of this.fs.readdir(ROOT)) if (name !== '.' && name !== '..') this.removeTree(`${ROOT}/${name}`);
    this.mirroring = false;
  }

  private removeTree(path: string): void {
    for (const name of this.fs.readdir(path)) {
      if (name === '.' || name === '..') continue;
      const inner = `${path}/${name}`;
      if (this.fs.isDir(this.fs.stat(inner).mode)) this.removeTree(inner);
      else this.fs.unlink(inner);
    }
    this.fs.rmdir(path);
  }

  /** A program of this host goes on: its folder has what the host has. */
  enter(host: HostState): void {
    this.root = '';
    this.mirroring = true;
    try {
      this.mirror(host);
    } finally {
      this.mirroring = false;
      this.root = `${ROOT}/${host.device}`;
    }
  }

  leave(): void {
    this.root = '';
  }

  private mirror(host: HostState): void {
    const folder = `${ROOT}/${host.device}`;
    let known = this.mirrored.get(host.device);
    if (!known) {
      this.mirrored.set(host.device, (known = new Map()));
      this.fixed(host, '/', folder);
    }
    const fresh: string[] = [];
    for (const [path, node] of host.files) {
      const before = known.get(path);
      if (before && before.pieces === node.pieces && before.mode === node.mode) continue;
      this.put(host, path, folder, node.pieces !== undefined, !before || before.pieces !== node.pieces, node.mode);
      fresh.push(path);
      known.set(path, { pieces: node.pieces, mode: node.mode });
    }
    // A file that is made dates its folder, too.
    for (const path of new Set(fresh.flatMap((one) => [folderOf(one), one])))
      this.date(folder + path, statOf(host, path)!.modified);
    if (known.size === host.files.size) return;
    for (const path of [...known.keys()].reverse()) {
      if (host.files.has(path)) continue;
      known.delete(path);
      this.take(folder + path);
    }
  }

  /** Folders and files that every host has by itself. */
  private fixed(host: HostState, path: string, folder: string): void {
    const stat = statOf(host, path);
    if (!stat || host.files.has(path)) return;
    if (!stat.folder) this.fs.writeFile(folder + path, readFile(host, path)!);
    else this.fs.mkdirTree(folder + path);
    if (stat.folder)
      for (const name of entriesOf(host, path) ?? []) this.fixed(host, `${path === '/' ? '' : path}/${name}`, folder);
    this.date(folder + path, stat.modified);
  }

  /** What is mirrored has the virtual time at which it was changed. */
  private date(full: string, modified: Instant): void {
    const time = EPOCH_MS + Math.floor(modified / MILLISECOND);
    this.fs.utime(full, time, time);
  }

  private put(host: HostState, path: string, folder: string, isFile: boolean, isNew: boolean, mode: number): void {
    const full = folder + path;
    if (!isFile) this.fs.mkdirTree(full);
    else if (isNew) {
      this.fs.mkdirTree(full.slice(0, full.lastIndexOf('/')));
      this.fs.writeFile(full, readFile(host, path)!);
    }
    this.fs.chmod(full, mode);
  }

  private take(full: string): void {
    try {
      if (this.fs.isDir(this.fs.stat(full).mode)) this.removeTree(full);
      else this.fs.unlink(full);
    } catch {
      // A program has removed it itself.
    }
  }

  /** What programs have changed since the last time. */
  taken(): FileChange[] {
    this.settle();
    const { changes } = this;
    this.changes = [];
    return changes;
  }

  /** The world has these changes now: they need not be mirrored. */
  known(host: HostState, changes: readonly FileChange[]): void {
    const known = this.mirrored.get(host.device);
    for (const change of changes) {
      for (const path of [change.path, ...('to' in change ? [change.to] : [])]) {
        const node = host.files.get(path);
        if (node) known?.set(path, { pieces: node.pieces, mode: node.mode });
        else known?.delete(path);
      }
    }
  }

  /** Absolute paths of a program begin in its host's folder. */
  private confine(): void {
    const { fs } = this;
    const lookupPath = fs.lookupPath.bind(fs);
    const cwd = fs.cwd.bind(fs);
    fs.cwd = () => {
      const path = cwd();
      return this.root && path.startsWith(this.root) ? path.slice(this.root.length) || '/' : path;
    };
    fs.lookupPath = (path, options) => {
      if (!this.root || !path) return lookupPath(path, options);
      const absolute = path.startsWith('/') ? path : `${fs.cwd()}/${path}`;
      // What has been looked up before comes as the path that was found.
      if (absolute.startsWith(this.root) || SHARED.test(absolute)) return lookupPath(absolute, options);
      return lookupPath(this.root + normal(absolute), options);
    };
  }

  /** Hears of what is changed in the folder of a host. */
  private listen(pyodide: PyodideInterface): void {
    const { dir, file } = operationsOf(pyodide);
    const wrap = (table: Operations['node'], key: string, after: (...args: never[]) => void): void => {
      const real = table[key]!;
      table[key] = (...args) => {
        const result = real(...args);
        if (this.root && !this.mirroring) after(...args);
        return result;
      };
    };
    const written = ({ node }: { node: Node }, _b: unknown, _o: number, length: number, position: number): void =>
      this.write(node, position, position + length);
    wrap(file.stream, 'write', written as never);
    wrap(file.node, 'setattr', ((node: Node, attributes: { size?: number; mode?: number }) =>
      this.attributes(node, attributes)) as never);
    wrap(dir.node, 'setattr', ((node: Node, attributes: { mode?: number }) =>
      this.attributes(node, attributes)) as never);
    wrap(dir.node, 'mknod', ((parent: Node, name: string, mode: number) => {
      const path = this.pathOf(parent, name);
      if (path === undefined) return;
      if (this.fs.isDir(mode)) this.add({ path, folder: true });
      else if (this.fs.isFile(mode)) {
        this.add({ path, at: 0, bytes: new Uint8Array(0), size: 0 });
        this.made = path;
      }
    }) as never);
    for (const key of ['unlink', 'rmdir']) {
      wrap(dir.node, key, ((parent: Node, name: string) => {
        const path = this.pathOf(parent, name);
        if (path !== undefined) this.add({ path, removed: true });
      }) as never);
    }
    const rename = dir.node['rename'] as (node: Node, to: Node, name: string) => void;
    dir.node['rename'] = (node: Node, to: Node, name: string) => {
      const path = this.root ? this.pathOf(node) : undefined;
      const target = this.root ? this.pathOf(to, name) : undefined;
      this.settle();
      rename(node, to, name);
      if (path !== undefined && target !== undefined) this.add({ path, to: target });
    };
  }

  /** The path that the host has for something; undefined when it lies elsewhere. */
  private pathOf(node: Node, name?: string): string | undefined {
    const real = this.fs.getPath(node) + (name === undefined ? '' : `/${name}`);
    return real.startsWith(`${this.root}/`) ? real.slice(this.root.length).replaceAll('//', '/') : undefined;
  }

  private attributes(node: Node, { size, mode }: { size?: number; mode?: number }): void {
    const path = this.pathOf(node);
    if (path === undefined) return;
    if (size !== undefined) this.add({ path, at: 0, bytes: new Uint8Array(0), size });
    if (mode !== undefined && path === this.made) {
      // Opening has made it, and now gives it its mode; a student's umask is 022.
      this.made = undefined;
      node.mode &= ~UMASK;
      if ((mode & ~UMASK & PERMISSIONS) !== FILE_MODE) this.add({ path, mode: mode & ~UMASK & PERMISSIONS });
    } else if (mode !== undefined) this.add({ path, mode: mode & PERMISSIONS });
  }

  private add(change: FileChange): void {
    this.made = undefined;
    this.settle();
    this.changes.push(change);
  }

  private write(node: Node, from: number, to: number): void {
    const { growing } = this;
    if (growing?.node === node && from <= growing.to && to >= growing.from) {
      growing.from = Math.min(from, growing.from);
      growing.to = Math.max(to, growing.to);
      return;
    }
    const path = this.pathOf(node);
    if (path === undefined) return;
    this.settle();
    this.growing = { path, node, from, to };
  }

  /** What was written last becomes a change. */
  private settle(): void {
    const { growing } = this;
    if (!growing) return;
    this.growing = undefined;
    const { path, node, from, to } = growing;
    const end = Math.min(to, node.usedBytes);
    this.changes.push({ path, at: from, bytes: new Uint8Array(node.contents.slice(from, end)), size: node.usedBytes });
  }
}

/** An absolute path without `.` and `..`; what stands at its end stays, as `a/` is not `a`. */
function normal(path: string): string {
  if (!/\/\.{0,2}(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The tables of what is done with folders and files in memory: they stand at any node. */
function operationsOf(pyodide: PyodideInterface): { dir: Operations; file: Operations } {
  const { FS } = pyodide;
  FS.mkdirTree('/tmp');
  FS.writeFile('/tmp/one', '');
  const tables = (path: string): Operations => {
    const { node } = FS.lookupPath(path, {}) as { node: { node_ops: never; stream_ops: never } };
    return { node: node.node_ops, stream: node.stream_ops };
  };
  const found = { dir: tables('/tmp'), file: tables('/tmp/one') };
  FS.unlink('/tmp/one');
  return found;
}
