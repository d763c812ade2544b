// sha256sum: the SHA-256 of files or of standard input, as coreutils print it.

import { readFile, whyNotRead } from '../host/files.ts';
import type { HostState } from '../host/host.ts';
import { complain, exitWith, fail, print } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { readOptions } from './options.ts';
import { addOctets, createSha256, digest, type Sha256 } from './sha256.ts';

interface Data {
  /** What is still to be hashed; `-` is standard input, which has begun when it is the first. */
  names: string[];
  sha: Sha256;
  status: number;
}

const dataOf = (process: ProcessState): Data => process.data as Data;

export const sha256sum: Program = {
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, 'bt');
    if (mistake) return fail(host, process, 1, `sha256sum: ${mistake}`, out);
    const data: Data = { names: operands.length ? operands : ['-'], sha: createSha256(), status: 0 };
    process.data = data;
    hashFiles(host, process, out);
  },

  input(process, _host, octets) {
    addOctets(dataOf(process).sha, octets);
  },

  inputEnds(process, host, out) {
    const data = dataOf(process);
    if (data.names.shift() === undefined) return;
    print(host, process, `${digest(data.sha)}  -`, out);
    data.sha = createSha256();
    hashFiles(host, process, out);
  },
};

/** Goes on to the next standard input, or to the end. */
function hashFiles(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  for (; data.names.length && data.names[0] !== '-'; data.names.shift()) {
    const name = data.names[0]!;
    const octets = readFile(host, name, process.cwd);
    if (!octets) {
      complain(host, process, `sha256sum: ${name}: ${errnoText(whyNotRead(host, name, process.cwd))}`, out);
      data.status = 1;
      continue;
    }
    const sha = createSha256();
    addOctets(sha, octets);
    print(host, process, `${digest(sha)}  ${name}`, out);
    if (process.exit !== undefined) return;
  }
  if (!data.names.length) exitWith(host, process, data.status, out);
}
