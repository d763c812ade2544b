// Files of a host: any name, folders, modes, and copies that cost little.
import { describe, expect, test } from 'vitest';
import { copyOf } from '../../../src/base/copy.ts';
import {
  appendFile,
  changeFile,
  changeMode,
  entriesOf,
  HOME,
  isFileName,
  makeFolder,
  readFile,
  readPart,
  removeFile,
  renameFile,
  resolvePath,
  statOf,
  whyNotRead,
  writeFile,
} from '../../../src/devices/host/files.ts';
import type { HostState } from '../../../src/devices/host/host.ts';
import { charsOf, octetsIn, PIECE, piecesOf, resized, sizeOf, written } from '../../../src/devices/host/pieces.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (host: HostState, name: string, cwd = HOME): string | undefined => {
  const octets = readFile(host, name, cwd);
  return octets && new TextDecoder().decode(octets);
};
const host = (): HostState => terminals(threeHosts()).host('A');

test.each([
  ['/home/student', 'a.txt', '/home/student/a.txt'],
  ['/home/student', './b//c/../d', '/home/student/b/d'],
  ['/home/student', '../../../../etc/hosts', '/etc/hosts'],
  ['/', '', '/'],
  ['/tmp', '/', '/'],
  ['/tmp', 'E:\\A.PythonProject\\x\\a.txt', '/tmp/E:\\A.PythonProject\\x\\a.txt'],
])('in %s, %s is %s', (cwd, name, path) => {
  expect(resolvePath(cwd, name)).toBe(path);
});

describe('names', () => {
  test('any name is a name', () => {
    const one = host();
    const names = [
      'constructor',
      '__proto__',
      'toString',
      'E:\\A.PythonProject\\x\\a.txt',
      '监考',
      ' ',
      '-rf',
      'a\nb',
      '...',
    ];
    names.forEach((name, i) => expect([name, writeFile(one, name, bytes(`${i}`))]).toEqual([name, undefined]));
    expect(entriesOf(one, HOME)).toEqual([...names].sort());
    names.forEach((name, i) => expect(textOf(copyOf(one), name)).toBe(`${i}`));
  });

  test('a drive, a backslash and a folder', () => {
    const one = host();
    const name = 'D:\\03_Tiktok\\监考项目/meetclient.zip';
    expect(writeFile(one, name, bytes('zip'))).toBe('ENOENT');
    expect(makeFolder(one, 'D:\\03_Tiktok\\监考项目')).toBeUndefined();
    expect(writeFile(one, name, bytes('zip'))).toBeUndefined();
    expect(entriesOf(one, HOME)).toEqual(['D:\\03_Tiktok\\监考项目']);
    expect(entriesOf(one, 'D:\\03_Tiktok\\监考项目')).toEqual(['meetclient.zip']);
  });

  test('too long, or with a NUL', () => {
    const one = host();
    expect(writeFile(one, '监'.repeat(86), bytes(''))).toBe('ENAMETOOLONG');
    expect(writeFile(one, 'x'.repeat(256), bytes(''))).toBe('ENAMETOOLONG');
    expect(writeFile(one, 'x'.repeat(255), bytes(''))).toBeUndefined();
    expect(writeFile(one, 'a\0b', bytes(''))).toBe('EINVAL');
  });

  test('of a lab: a relative path', () => {
    expect(['a.py', 'lib/util.py', 'E:\\x\\a.txt', '监考/a', '.profile', '__proto__'].every(isFileName)).toBe(true);
    expect(['', '/a', 'a/', 'a//b', '../a', 'a/./b', 'a\nb', 'x'.repeat(65)].some(isFileName)).toBe(false);
  });
});

describe('what cannot be done, in the words of POSIX', () => {
  test('files and folders', () => {
    const one = host();
    writeFile(one, 'f', bytes('x'));
    makeFolder(one, 'd');
    writeFile(one, 'd/inner', bytes('y'));
    expect(writeFile(one, 'd', bytes(''))).toBe('EISDIR');
    expect(writeFile(one, 'f/x', bytes(''))).toBe('ENOTDIR');
    expect([whyNotRead(one, 'd'), whyNotRead(one, 'f/x'), whyNotRead(one, 'no')]).toEqual([
      'EISDIR',
      'ENOTDIR',
      'ENOENT',
    ]);
    expect([makeFolder(one, 'f'), makeFolder(one, 'no/x')]).toEqual(['EEXIST', 'ENOENT']);
    expect(makeFolder(one, 'p/q/r', HOME, 0, true)).toBeUndefined();
    expect(removeFile(one, 'd')).toBe('ENOTEMPTY');
    expect([removeFile(one, 'no'), removeFile(one, 'f/x')]).toEqual(['ENOENT', 'ENOTDIR']);
    expect([removeFile(one, '/etc/hosts'), removeFile(one, HOME), writeFile(one, '/etc/hosts', bytes(''))]).toEqual(
      Array.from({ length: 3 }, () => 'EACCES'),
    );
    expect([renameFile(one, 'd', 'd/e'), renameFile(one, 'f', 'd'), renameFile(one, 'd', 'f')]).toEqual([
      'EINVAL',
      'EISDIR',
      'ENOTDIR',
    ]);
    expect(renameFile(one, 'd', 'p/q')).toBe('ENOTEMPTY');
    expect(renameFile(one, 'd', 'p/moved')).toBeUndefined();
    expect(textOf(one, 'p/moved/inner')).toBe('y');
    expect(statOf(one, 'd')).toBeUndefined();
  });

  test('the disk is full', () => {
    const one = host();
    expect(changeFile(one, { path: '/tmp/a', at: 1e12, bytes: bytes('x'), size: 1e12 + 1 }, 0)).toBe('ENOSPC');
    expect(changeFile(one, { path: '/tmp/a', at: 0, bytes: bytes(''), size: 60 << 20 }, 0)).toBeUndefined();
    expect(changeFile(one, { path: '/tmp/b', at: 0, bytes: bytes(''), size: 5 << 20 }, 0)).toBe('ENOSPC');
    expect(removeFile(one, '/tmp/a')).toBeUndefined();
    expect(one.filesOctets).toBe(0);
    for (let i = 0; i < 4096; i++) writeFile(one, `${i}`, bytes(''));
    expect(writeFile(one, 'more', bytes(''))).toBe('ENOSPC');
    expect(renameFile(one, '1', 'more')).toBeUndefined();
  });

  test('a log with nonsense in it', () => {
    const one = host();
    expect(changeFile(one, { path: '/tmp/a', at: -1, bytes: bytes('x'), size: 1 }, 0)).toBe('EINVAL');
    expect(changeFile(one, { path: '/tmp/a', at: 0, bytes: bytes('x'), size: NaN }, 0)).toBe('EINVAL');
    expect(changeFile(one, { path: '/tmp', mode: 0 }, 0)).toBe('EACCES');
  });
});

describe('content', () => {
  test('written anywhere, against an array', () => {
    let [pieces, model] = [piecesOf(bytes('')), new Uint8Array(0)];
    let seed = 1;
    const below = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
    for (let i = 0; i < 300; i++) {
      const at = below(5 * PIECE);
      const octets = Uint8Array.from({ length: below(i % 10 ? 300 : 2 * PIECE) }, () => below(256));
      pieces = written(pieces, at, octets);
      const next = new Uint8Array(Math.max(model.length, octets.length ? at + octets.length : 0));
      next.set(model);
      next.set(octets, octets.length ? at : 0);
      model = next;
      if (i % 7 === 0) {
        const size = below(6 * PIECE);
        pieces = resized(pieces, size);
        const cut = new Uint8Array(size);
        cut.set(model.subarray(0, size));
        model = cut;
      }
      expect(sizeOf(pieces)).toBe(model.length);
      expect(pieces.slice(0, -1).every((piece) => piece.length === PIECE)).toBe(true);
      const [a, b] = [below(model.length + 10), below(model.length + 10)];
      expect(charsOf(octetsIn(pieces, a, b)) === charsOf(model.slice(a, Math.max(a, b)))).toBe(true);
    }
    expect(charsOf(octetsIn(pieces, 0, Infinity)) === charsOf(model)).toBe(true);
  });

  test('3 MB in pieces of 1 KiB: each addition shares what stands before it', () => {
    const one = host();
    const piece = new Uint8Array(1024).fill(0xff);
    for (let i = 0; i < 3000; i++) {
      changeFile(one, { path: '/tmp/got', at: i * 1024, bytes: piece, size: (i + 1) * 1024 }, i);
    }
    expect(statOf(one, '/tmp/got')).toMatchObject({ size: 3_072_000, modified: 2999 });
    expect(one.filesOctets).toBe(3_072_000);
    expect(readPart(one, '/tmp/got', 3_071_000, 5000)).toEqual(new Uint8Array(1000).fill(0xff));
    const before = copyOf(one.files.get('/tmp/got')!.pieces!);
    appendFile(one, '/tmp/got', piece);
    const after = one.files.get('/tmp/got')!.pieces!;
    expect(before).toHaveLength(47);
    expect(after.slice(0, 46)).toEqual(before.slice(0, 46));
  });

  test('a copy of the host keeps what it had', () => {
    const one = host();
    writeFile(one, 'a', bytes('before'));
    const copy = copyOf(one);
    appendFile(one, 'a', bytes(' and after'));
    changeMode(one, 'a', 0o755);
    expect([textOf(one, 'a'), textOf(copy, 'a')]).toEqual(['before and after', 'before']);
    expect([statOf(one, 'a')!.mode, statOf(copy, 'a')!.mode]).toEqual([0o755, 0o644]);
  });
});

describe('what every host has', () => {
  test('folders, the null device, tables', () => {
    const one = terminals(
      threeHosts().replace('mac: 02:00:00:00:00:0a }', 'mac: 02:00:00:00:00:0a, hosts: { b: 192.168.12.2 } }'),
    ).host('A');
    expect(entriesOf(one, '/')).toEqual(['dev', 'etc', 'home', 'tmp']);
    expect(entriesOf(one, '/etc')).toEqual(['hostname', 'hosts', 'services']);
    expect(textOf(one, '/etc/hosts')).toBe('127.0.0.1\tlocalhost\n192.168.12.2\tb\n');
    expect(textOf(one, '/etc/services')).toContain('http\t80/tcp\n');
    expect([writeFile(one, '/dev/null', bytes('x')), textOf(one, '/dev/null')]).toEqual([undefined, '']);
    expect(one.files.size).toBe(0);
  });
});
