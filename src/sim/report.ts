// What the programs of a run have come to: what each wrote, where it is, the files that they left, and what went over the network between them. For tests, teachers' tools and the command line.

import type { Instant } from '../base/time.ts';
import type { HostState } from '../devices/host/host.ts';
import type { ProcessState } from '../devices/host/process.ts';
import type { RowNumber } from '../devices/surroundings.ts';
import { R } from '../stack/reason.ts';
import { formatIpv4 } from '../wire/address.ts';
import { FIN, RST } from '../wire/tcp.ts';
import { add } from '../wire/seqnum.ts';
import { datagramsSent } from './analysis/datagramsSent.ts';
import { octetsSent } from './analysis/provenance.ts';
import { segmentOf } from './analysis/segment.ts';
import { otherSide, stateOf, type Side, type Stream, type StreamEnd } from './analysis/stream.ts';
import { streamsOf } from './analysis/streams.ts';
import { endOf, startHistory, type History } from './history.ts';
import { filesOn, octetsOn } from './hostFiles.ts';
import { sha256Of } from './hostFacts.ts';
import { PROGRAM, rowAt, rowChunkOf, rowIndexOf } from './record.ts';
import { scriptsOn } from './scriptFacts.ts';

/** Where a thread of a program is: the line that it executed last, the call that it waits in, and since when. */
export interface ThreadReport {
  thread: string;
  file: string;
  line: number;
  /** What the program calls it (`accept`, `input`); absent while it does not wait. */
  waits?: string;
  since: Instant;
}

export interface ProgramReport {
  /** Its name in the lab; absent for what was started by a command line. */
  name?: string;
  host: string;
  pid: number;
  argv: readonly string[];
  startedAt: Instant;
  stdout: string;
  stderr: string;
  exit: number | 'running';
  exitedAt?: Instant;
  /** While it runs: the threads of a script. */
  threads: ThreadReport[];
}

/** Octets: how many, their SHA-256, and themselves. */
export interface OctetsReport {
  size: number;
  sha256: string;
  octets: Uint8Array;
}

/** A file that is not as the lab had it, or that the lab did not have. */
export interface FileReport extends OctetsReport {
  host: string;
  path: string;
}

/** One end of a TCP connection. */
export interface EndReport {
  host?: string;
  address: string;
  port: number;
  /** What it sent, as far as it was on the wire. */
  sent: OctetsReport;
  /** The state that its host was in last (`ESTABLISHED`, `TIME-WAIT`); absent where no simulated host told of one. */
  state?: string;
  /** How it ended its side, and when the first such segment left. */
  closed?: { by: 'FIN' | 'RST'; at: Instant };
}

export interface ConnectionReport {
  client: EndReport;
  server: EndReport;
}

export interface DatagramReport {
  host?: string;
  from: string;
  to: string;
  at: Instant;
  octets: Uint8Array;
}

export interface RunReport {
  lab: string;
  seed: number;
  end: Instant;
  programs: ProgramReport[];
  files: FileReport[];
  connections: ConnectionReport[];
  datagrams: DatagramReport[];
}

/** All of it, as of the end of the history. */
export function reportOf(history: History): RunReport {
  const { lab, seed } = history;
  return {
    ...{ lab: lab.name, seed, end: endOf(history) },
    programs: programsOf(history),
    files: filesOf(history),
    connections: streamsOf(history).map((stream) => connectionOf(history, stream)),
    datagrams: datagramsSent(history).map(({ device, from, fromPort, to, toPort, at, octets }) => ({
      ...(device === undefined ? {} : { host: nameOf(history, device) }),
      ...{ from: `${formatIpv4(from)}:${fromPort}`, to: `${formatIpv4(to)}:${toPort}`, at, octets },
    })),
  };
}

const nameOf = ({ live }: History, device: number): string => live.state.devices[device]!.name;

function programsOf(history: History): ProgramReport[] {
  const output = outputOf(history);
  const { lab, live, log } = history;
  const names = new Map<string, string>();
  for (const { step } of log) {
    const program = step?.step === 0 ? lab.programs?.[step.program] : undefined;
    if (program && step?.pid !== undefined) names.set(`${program.host} ${step.pid}`, program.name);
  }
  return live.state.devices.flatMap((device) =>
    'processes' in device ? device.processes.map((process) => programOf(history, device, process, output, names)) : [],
  );
}

function programOf(
  { live }: History,
  host: HostState,
  { pid, argv, startedAt, exit, exitedAt }: ProcessState,
  output: ReadonlyMap<string, Output>,
  names: ReadonlyMap<string, string>,
): ProgramReport {
  const { stdout = '', stderr = '' } = output.get(`${host.device} ${pid}`) ?? {};
  const name = names.get(`${host.name} ${pid}`);
  const script = scriptsOn(live.state, host.device).find((one) => one.pid === pid);
  const threads = (script?.threads ?? []).map(({ name: thread, file, line, since, wait }) => ({
    ...{ thread, file, line, since },
    ...(wait ? { waits: wait.as } : {}),
  }));
  return {
    ...(name === undefined ? {} : { name }),
    ...{ host: host.name, pid, argv, startedAt, stdout, stderr, exit: exit ?? ('running' as const), threads },
    ...(exitedAt === undefined ? {} : { exitedAt }),
  };
}

interface Output {
  stdout: string;
  stderr: string;
}

/** What each process has written, by device and pid: the record has all of it, a process only its last lines. */
function outputOf({ record }: History): Map<string, Output> {
  const found = new Map<string, Output>();
  for (let number = record.firstRow; number < record.rowCount; number++) {
    const chunk = rowChunkOf(record, number);
    const i = rowIndexOf(number);
    if (chunk.kind[i] !== PROGRAM) continue;
    const reason = chunk.reason[i]!;
    const isError = reason === R['program-error-line'] || reason === R['program-error-text'];
    const isLine = reason === R['program-line'] || reason === R['program-error-line'];
    if (!isError && !isLine && reason !== R['program-text']) continue;
    if (isLine && isOfKey(record, number)) continue;
    const key = `${chunk.where[i]! >>> 8} ${chunk.y[i]!}`;
    let output = found.get(key);
    if (!output) found.set(key, (output = { stdout: '', stderr: '' }));
    output[isError ? 'stderr' : 'stdout'] += `${record.texts[chunk.x[i]!] ?? ''}${isLine ? '\n' : ''}`;
  }
  return found;
}

/** What a terminal shows of Ctrl-C is not written by the program. */
function isOfKey(record: History['record'], number: RowNumber): boolean {
  const { x, cause } = rowAt(record, number);
  return record.texts[x] === '^C' && cause !== undefined && rowAt(record, cause).kind === 'command';
}

function filesOf(history: History): FileReport[] {
  const { lab, seed, live } = history;
  const first = startHistory(lab, seed).live.state;
  return live.state.devices.flatMap(({ name: host, device }) =>
    filesOn(live.state, device).flatMap(({ path }) => {
      const octets = octetsOn(live.state, device, path)!;
      const before = octetsOn(first, device, path);
      const same = before?.length === octets.length && before.every((octet, i) => octet === octets[i]);
      return same ? [] : [{ host, path, ...octetsReport(octets) }];
    }),
  );
}

const octetsReport = (octets: Uint8Array): OctetsReport => ({ size: octets.length, sha256: sha256Of(octets), octets });

function connectionOf(history: History, stream: Stream): ConnectionReport {
  // The end that sent a SYN first, which is the one that asked for the connection.
  const opened = (side: Side): number => stream.ends[side].flights[0] ?? Infinity;
  const client: Side = opened(0) <= opened(1) ? 0 : 1;
  return {
    client: endReport(history, stream.ends[client]),
    server: endReport(history, stream.ends[otherSide(client)]),
  };
}

function endReport(history: History, end: StreamEnd): EndReport {
  const count = end.writes.reduce((sum, one) => sum + one.count, 0);
  const octets = end.first === undefined ? new Uint8Array(0) : octetsSent(history, end, add(end.first, 1), count);
  const state = stateOf(end);
  const closed = closingOf(history, end);
  return {
    ...(end.device === undefined ? {} : { host: nameOf(history, end.device) }),
    ...{ address: formatIpv4(end.ip), port: end.port, sent: octetsReport(octets) },
    ...(state === undefined ? {} : { state }),
    ...(closed ? { closed } : {}),
  };
}

function closingOf({ record }: History, { flights }: StreamEnd): EndReport['closed'] {
  for (const number of flights) {
    const { frame, departs } = rowAt(record, number);
    const flags = segmentOf(record, frame!)?.flags ?? 0;
    if (flags & (FIN | RST)) return { by: flags & RST ? 'RST' : 'FIN', at: departs! };
  }
  return undefined;
}
