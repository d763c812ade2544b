// sha256sum, sha1sum and md5sum: digests of files or of standard input, as coreutils print them.

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { readFile, whyNotRead } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import { joined } from '../host/pipes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { readOptions } from './options.ts';
import { addOctets, createSha256, digest, type Sha256 } from './sha256.ts';

interface Data {
  /** What is still to be hashed; `-` is standard input, which has begun when it is the first. */
  names: string[];
  sum: unknown;
  status: number;
}

/** A digest that grows with what comes: its state is plain data. */
interface Digest<S> {
  create(): S;
  add(state: S, octets: Uint8Array): void;
  text(state: S): string;
}

const sha256: Digest<Sha256> = { create: createSha256, add: addOctets, text: digest };

/** One that is made when all has come. */
const atEnd = (hash: (octets: Uint8Array) => Uint8Array): Digest<Uint8Array[]> => ({
  create: () => [],
  add: (pieces, octets) => void pieces.push(octets.slice()),
  text: (pieces) => Array.from(hash(joined(pieces)), (octet) => octet.toString(16).padStart(2, '0')).join(''),
});

const dataOf = (process: ProcessState): Data => process.data as Data;

const summer = <S>(command: string, kind: Digest<S>): Program => ({
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, 'bt');
    if (mistake) return fail(host, process, 1, `${command}: ${mistake}`, out);
    const data: Data = { names: operands.length ? operands : ['-'], sum: kind.create(), status: 0 };
    process.data = data;
    hashFiles(command, kind, host, process, out);
  },

  input(process, _host, octets) {
    kind.add(dataOf(process).sum as S, octets);
  },

  inputEnds(process, host, out) {
    const data = dataOf(process);
    if (data.names.shift() === undefined) return;
    print(host, process, `${kind.text(data.sum as S)}  -`, out);
    data.sum = kind.create();
    hashFiles(command, kind, host, process, out);
  },
});

export const sha256sum = summer('sha256sum', sha256);
export const sha1sum = summer('sha1sum', atEnd(sha1));
export const md5sum = summer('md5sum', atEnd(md5));

/** Goes on to the next standard input, or to the end. */
function hashFiles<S>(
  command: string,
  kind: Digest<S>,
  host: HostState,
  process: ProcessState,
  out: Surroundings,
): void {
  const data = dataOf(process);
  for (; data.names.length && data.names[0] !== '-'; data.names.shift()) {
    const name = data.names[0]!;
    const octets = readFile(host, name, process.cwd);
    if (!octets) {
      complain(host, process, `${command}: ${name}: ${failureText(whyNotRead(host, name, process.cwd))}`, out);
      data.status = 1;
      continue;
    }
    const sum = kind.create();
    kind.add(sum, octets);
    print(host, process, `${kind.text(sum)}  ${name}`, out);
    if (process.exit !== undefined) return;
  }
  if (!data.names.length) exitWith(host, process, data.status, out);
}
