// A program of a simulated host that makes socket calls at times that a test has set, whatever they answer.

import { registerProgram, wakeProcess, type Program } from '../../src/devices/host/program.ts';
import { exitWith } from '../../src/devices/host/processes.ts';
import { callSocket } from '../../src/devices/host/sockets.ts';
import { SECOND } from '../../src/base/time.ts';
import type { SocketCall } from '../../src/stack/sockets/call.ts';
import { act, extend, startHistory, type History } from '../../src/sim/history.ts';
import { rowAt, type Row } from '../../src/sim/record.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { labOf } from './lab.ts';

/** Milliseconds after the start of the program, and the call; `exit` ends the process. */
export type Step = readonly [atMs: number, call: SocketCall | 'exit'];

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The calls of a test, shortly. The first socket of a process is 3, the first that it accepts 4. */
export const call = {
  socket: { call: 'socket', type: 'stream' },
  udp: { call: 'socket', type: 'datagram' },
  bind: (port: number, fd = 3): SocketCall => ({ call: 'bind', fd, ip: 0, port }),
  listen: { call: 'listen', fd: 3 },
  accept: { call: 'accept', fd: 3 },
  connect: (ip: string, port = 5000): SocketCall => ({ call: 'connect', fd: 3, ip: parseIpv4(ip)!, port }),
  send: (what: string | Uint8Array, fd = 3): SocketCall => ({
    call: 'send',
    fd,
    bytes: typeof what === 'string' ? octets(what) : what,
  }),
  sendto: (text: string, ip: string, port: number): SocketCall => ({
    call: 'sendto',
    fd: 3,
    bytes: octets(text),
    ip: parseIpv4(ip)!,
    port,
  }),
  recv: (size: number, fd = 3, peek = false): SocketCall => ({ call: 'recv', fd, size, peek }),
  set: (option: string, value: number | boolean, fd = 3): SocketCall => ({ call: 'setsockopt', fd, option, value }),
  shut: (fd = 3): SocketCall => ({ call: 'shutdown', fd, how: 'write' }),
  close: (fd = 3): SocketCall => ({ call: 'close', fd }),
} satisfies Record<string, unknown>;

/** A server's first steps: a listener on port 5000, and at `atMs` what waits there is accepted. */
export const serving = (atMs: number): Step[] => [
  [0, call.socket as SocketCall],
  [0, call.bind(5000)],
  [0, call.listen as SocketCall],
  [atMs, call.accept as SocketCall],
];

/** Makes a program known that does these steps. */
export function registerScript(name: string, steps: readonly Step[]): void {
  const go: NonNullable<Program['wake']> = (process, host, out) => {
    const data = process.data as { next: number };
    while (data.next < steps.length) {
      const [atMs, what] = steps[data.next];
      const at = process.startedAt + atMs * 1e6;
      if (at > out.now) {
        wakeProcess(process, host, at, out);
        return;
      }
      data.next++;
      if (what !== 'exit') callSocket(host, process, what, out);
      else exitWith(host, process, 0, out);
    }
  };
  registerProgram(name, {
    start(process, host, out) {
      process.data = { next: 0 };
      go(process, host, out);
    },
    wake: go,
  });
}

let scripts = 0;

/**
 * Runs a lab in which these hosts make their calls from the beginning on. A host that stands there twice has something behind its name: `A`, `A too`.
 * The programs are named `calls-1` and so on: each run has its own, because a replay needs them again.
 */
export function runScripts(lab: string, steps: Readonly<Record<string, readonly Step[]>>, untilS = 300): History {
  const history = startHistory(labOf(lab));
  for (const [who, list] of Object.entries(steps)) {
    const line = `calls-${++scripts}`;
    registerScript(line, list);
    act(history, 0, { do: 'run', on: who.split(' ')[0], line });
  }
  extend(history, { until: untilS * SECOND });
  return history;
}

/** All rows of a run as objects. */
export const rowsOf = ({ record }: History): Row[] =>
  Array.from({ length: record.rowCount }, (_, number) => rowAt(record, number));

/** What happened in a run, as the text of each socket call. */
export const callsOf = (history: History): string[] =>
  rowsOf(history)
    .filter((row) => row.reason === 'socket-call')
    .map((row) => history.record.texts[row.x]);
