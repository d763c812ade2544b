// cat: hands on files or standard input, octet by octet, as fast as whoever reads takes them.

import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { readPart, whyNotRead } from '../host/files.ts';
import { isOutputFull, PIPE_CAPACITY } from '../host/pipes.ts';
import { complain, putOctets } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { exitWith } from '../host/processes.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { readOptions } from './options.ts';

interface CatData {
  /** What is still to be handed on, the present one first: files, or `-` for standard input. */
  names: string[];
  /** Octets of the present file that have gone. */
  at: number;
  status: number;
  /** Standard input has ended. What comes while it is not its turn is of no use to anybody, and waits. */
  inputEnded: boolean;
  held: Uint8Array[];
}

const dataOf = (process: ProcessState): CatData => process.data as CatData;

export const cat: Program = {
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, 'u');
    if (mistake) {
      complain(host, process, `cat: ${mistake}`, out);
      return exitWith(host, process, 1, out);
    }
    const names = operands.length ? operands : ['-'];
    const data: CatData = { names, at: 0, status: 0, inputEnded: false, held: [] };
    process.data = data;
    handOn(host, process, out);
  },

  input(process, host, octets, out) {
    dataOf(process).held.push(octets.slice());
    handOn(host, process, out);
  },

  inputEnds(process, host, out) {
    dataOf(process).inputEnded = true;
    handOn(host, process, out);
  },

  outputTaken(process, host, out) {
    handOn(host, process, out);
  },
};

/** Goes on until the reader is full, standard input has nothing more, or all has gone. */
function handOn(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  while (data.names.length) {
    if (isOutputFull(host, process)) return;
    const piece = data.names[0] === '-' ? nextInput(data) : nextOfFile(host, process, data, out);
    if (piece === 'later') return;
    if (piece === 'end') {
      data.names.shift();
      data.at = 0;
      continue;
    }
    putOctets(host, process, piece, out);
    if (process.exit !== undefined) return; // nobody reads any more
  }
  exitWith(host, process, data.status, out);
}

const nextInput = (data: CatData): Uint8Array | 'later' | 'end' =>
  data.held.shift() ?? (data.inputEnded ? 'end' : 'later');

function nextOfFile(host: HostState, process: ProcessState, data: CatData, out: Surroundings): Uint8Array | 'end' {
  const name = data.names[0]!;
  const piece = readPart(host, name, data.at, PIPE_CAPACITY, process.cwd);
  if (!piece) {
    complain(host, process, `cat: ${name}: ${failureText(whyNotRead(host, name, process.cwd))}`, out);
    data.status = 1;
    return 'end';
  }
  data.at += piece.length;
  return piece.length ? piece : 'end';
}
