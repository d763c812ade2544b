// xxd and hexdump -C: octets as hexadecimal digits, with the characters that they are beside them.

import { readPart, whyNotRead } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { print } from '../host/output.ts';
import { joined } from '../host/pipes.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { readOptions, readWhole } from './options.ts';

const ROW = 16;
/** Nobody reads more; a real one goes on. */
const MOST = 1 << 20;

interface DumpData {
  most: number;
  got: Uint8Array;
}

/** A row of octets from an offset on, as one of the commands writes it. */
type RowText = (octets: Uint8Array, at: number) => string;
const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
const shown = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('');

const xxdRow: RowText = (octets, at) => {
  const digits = Array.from(octets, (octet, i) => hex(octet, 2) + (i % 2 ? ' ' : '')).join('');
  return `${hex(at, 8)}: ${digits.padEnd(40)} ${shown(octets)}`;
};

const hexdumpRow: RowText = (octets, at) => {
  const digits = Array.from(octets, (octet, i) => `${i === 8 ? ' ' : ''} ${hex(octet, 2)}`).join('');
  return `${hex(at, 8)} ${digits.padEnd(49)}  |${shown(octets)}|`;
};

function dumper(name: string, letters: string, mostBy: string, row: RowText, ends: boolean): Program {
  const dump = (process: ProcessState, host: HostState, octets: Uint8Array, out: Surroundings): void => {
    const rows: string[] = [];
    for (let at = 0; at < octets.length; at += ROW) rows.push(row(octets.subarray(at, at + ROW), at));
    if (ends && octets.length) rows.push(hex(octets.length, 8));
    if (rows.length) print(host, process, rows.join('\n'), out);
    if (process.exit === undefined) exitWith(host, process, 0, out);
  };
  return {
    start(process, host, out) {
      const { given, operands, mistake } = readOptions(process.argv, letters);
      if (mistake) return fail(host, process, 1, `${name}: ${mistake}`, out);
      const most = given.has(mostBy) ? readWhole(given.get(mostBy)!, 0, MOST) : MOST;
      if (most === undefined) return fail(host, process, 1, `${name}: invalid length '${given.get(mostBy)!}'`, out);
      const [file] = operands;
      if (file === undefined || file === '-') {
        process.data = { most, got: new Uint8Array(0) } satisfies DumpData;
        return;
      }
      const octets = readPart(host, file, 0, most, process.cwd);
      if (octets) return dump(process, host, octets, out);
      fail(host, process, 1, `${name}: ${file}: ${failureText(whyNotRead(host, file, process.cwd))}`, out);
    },
    input(process, _host, octets) {
      const data = process.data as DumpData;
      if (data.got.length < data.most) data.got = joined([data.got, octets]).slice(0, data.most);
    },
    inputEnds(process, host, out) {
      dump(process, host, (process.data as DumpData).got, out);
    },
  };
}

export const xxd = dumper('xxd', 'l:', 'l', xxdRow, false);
/** Only the form that people ask for, `-C`. */
export const hexdump = dumper('hexdump', 'Cn:', 'n', hexdumpRow, true);
