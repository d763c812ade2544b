// What a running curl remembers, and how one of its transfers ends.

import { writeFile } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { joined } from '../host/pipes.ts';
import { complain, isOnTerminal, put, putOctets } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import type { Surroundings } from '../surroundings.ts';
import type { CurlOptions } from './curlOptions.ts';
import { METER_HEAD, meterLine, writeOutText, type Figures, type Url } from './curlText.ts';
import type { Body } from './http.ts';
import { closeFd, type Link } from './stream.ts';

export interface CurlData {
  options: CurlOptions;
  /** Index of the URL after the present one. */
  next: number;
  url: Url | undefined;
  /** The connection in use, or kept for the next URL. */
  connection: { number: number; link: Link; host: string; port: number; ip: number } | undefined;
  /** Connections opened so far, in all and for this transfer. */
  connections: number;
  connects: number;
  phase: 'between' | 'connecting' | 'transfer';
  startedAt: number;
  /** The connection served an earlier transfer. */
  reused: boolean;
  /** Status of the answer, 0 before it has come. */
  status: number;
  /** Octets of a head that is not whole. */
  got: Uint8Array;
  /** The body under way; undefined before it begins. */
  body: Body | undefined;
  expected: number | undefined;
  received: number;
  /** The server keeps the connection. */
  keeps: boolean;
  /** Where the body goes: a file, `-`, or `/dev/null`. */
  output: string;
  /** What is to be written into the file. */
  kept: Uint8Array[];
  /** The exit code so far: the last transfer's. */
  code: number;
}

/** CURLE_WRITE_ERROR. */
const CANNOT_WRITE = 23;

export const dataOf = (process: ProcessState): CurlData => process.data as CurlData;

/** Says something to standard error, with -v. */
export function note(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  if (dataOf(process).options.verbose) complain(host, process, text, out);
}

export function dropConnection(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const { connection } = data;
  if (!connection) return;
  note(host, process, `* Closing connection ${connection.number}`, out);
  closeFd(host, process, connection.link.fd, out);
  data.connection = undefined;
}

/** Hands on octets of the answer. */
export function deliver(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): void {
  const { output, kept } = dataOf(process);
  if (output === '-') putOctets(host, process, octets, out);
  else if (output !== '/dev/null') kept.push(octets.slice());
}

/** Ends the present transfer: writes its file, tells what there is to tell. The connection stays where it may be used again. */
export function finish(host: HostState, process: ProcessState, code: number, why: string, out: Surroundings): void {
  const data = dataOf(process);
  const { options, output, kept, connection } = data;
  const isFile = output !== '-' && (code === 0 || kept.length > 0);
  const refused = isFile ? writeFile(host, output, joined(kept), process.cwd, out.now) : undefined;
  if (refused) complain(host, process, `Warning: Failed to open the file ${output}: ${failureText(refused)}`, out);
  if (refused && code === 0) [code, why] = [CANNOT_WRITE, 'Failure writing output to destination'];
  data.code = code;
  const failed = code !== 0;
  if (data.phase !== 'between' && failed) note(host, process, `* ${why}`, out);
  data.phase = 'between';
  data.kept = [];
  const figures: Figures = {
    ...{ received: data.received, expected: data.expected, connects: data.connects, status: data.status },
    posted: data.status ? new TextEncoder().encode(options.data ?? '').length : 0,
    time: out.now - data.startedAt,
  };
  // The meter would stand in the way of what is printed on the terminal.
  const metered = !options.silent && data.url && (output !== '-' || !isOnTerminal(process));
  if (metered) complain(host, process, `${METER_HEAD}\n${meterLine(figures)}`, out);
  if (failed || !data.keeps) dropConnection(host, process, out);
  else if (connection) {
    note(host, process, `* Connection #${connection.number} to host ${connection.host} left intact`, out);
  }
  if (failed && (!options.silent || options.showError)) complain(host, process, `curl: (${code}) ${why}`, out);
  if (options.writeOut) put(host, process, writeOutText(options.writeOut, options.urls[data.next - 1]!, figures), out);
}
