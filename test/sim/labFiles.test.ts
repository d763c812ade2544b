// The `files` of a lab: any reasonable name, folders, permission bits; mistakes with their places; what was written reads back; and they stand on the host.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { readFile, statOf } from '../../src/devices/host/files.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import { startHistory } from '../../src/sim/history.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { writeLab } from '../../src/sim/labWrite.ts';
import { labOf } from '../support/lab.ts';

const head = 'devices: { A: { kind: host, ip: 10.0.0.1/24 } }\nfiles:\n';
const text = `${head}  A:
    run.sh: { text: "#!/bin/sh", mode: 755 }
    src/net/server.py: { text: pass }
    'E:\\A.PythonProject\\a.txt': windows
    D:\\03_Tiktok\\监考项目/meetclient.zip: { text: "", mode: "0600" }
    .hidden: ""
    two words.txt: x
`;

const mistakesOf = (list: string): string[] => {
  const result = parseLab(head + list, 'x');
  return result.ok ? [] : result.errors.map(formatFileError);
};

describe('files of a lab', () => {
  test('have any reasonable name, and stand on the host', () => {
    const host = startHistory(labOf(text)).live.state.devices[0] as HostState;
    const content = (name: string): string | undefined => {
      const octets = readFile(host, name);
      return octets && new TextDecoder().decode(octets);
    };
    expect(content('src/net/server.py')).toBe('pass');
    expect(content('E:\\A.PythonProject\\a.txt')).toBe('windows');
    expect(content('D:\\03_Tiktok\\监考项目/meetclient.zip')).toBe('');
    expect(content('.hidden')).toBe('');
    expect(content('two words.txt')).toBe('x');
    expect([statOf(host, 'run.sh')?.mode, statOf(host, 'two words.txt')?.mode]).toEqual([0o755, 0o644]);
    expect(statOf(host, 'src/net')?.folder).toBe(true);
  });

  test('read back as they were written', () => {
    const lab = labOf(text);
    expect(lab.devices[0]).toMatchObject({ modes: { 'run.sh': 0o755 } });
    expect(labOf(writeLab(lab))).toEqual(lab);
  });

  test('mistakes are told with what would be right', () => {
    expect(
      mistakesOf(`  A:
    /etc/hosts: x
    a/../b: x
    c: x
    c/d: x
    e: { text: x, mode: 9 }
    f: { text: x, mod: 755 }
  B: { a: b }
`),
    ).toEqual([
      'x:4:5 a file cannot be called `/etc/hosts` (a path without `/` at its beginning: it is below the home folder)',
      'x:5:5 a file cannot be called `a/../b` (a name, or folders and a name with `/` between them, each of at most 64 characters, none of them `.` or `..`)',
      'x:7:5 `c/d` and `c`: one of them would be file and folder',
      'x:8:25 mode cannot be `9` (write three octal digits, such as `755`)',
      'x:9:19 `mod` is no key of a file (did you mean `mode`?)',
      'x:10:3 there is no device `B` (did you mean `A`?)',
    ]);
  });
});
