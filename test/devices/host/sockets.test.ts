// The sockets of simulated hosts: a connection over a real LAN, its rows, its end with its process, and the same run again from a checkpoint.

import { beforeAll, expect, it } from 'vitest';
import { registerProgram, type Program } from '../../../src/devices/host/program.ts';
import { exitWith } from '../../../src/devices/host/processes.ts';
import { print } from '../../../src/devices/host/output.ts';
import { callSocket } from '../../../src/devices/host/sockets.ts';
import { act, extend, startHistory, worldAt, type History } from '../../../src/sim/history.ts';
import { rowAt, type Row } from '../../../src/sim/record.ts';
import { parseIpv4 } from '../../../src/wire/address.ts';
import { labOf, threeHosts } from '../../support/lab.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Listens on port 5000, and prints what it is sent. */
const server: Program = {
  start(process, host, out) {
    const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
    callSocket(host, process, { call: 'bind', fd, ip: 0, port: 5000 }, out);
    callSocket(host, process, { call: 'listen', fd }, out);
  },
  socket(process, host, event, out) {
    const accepted = callSocket(host, process, { call: 'accept', fd: 3 }, out);
    const fd = accepted.ok ? accepted.fd : event.fd;
    // News is a hint, told once however much has come: read until there is nothing.
    for (;;) {
      const received = callSocket(host, process, { call: 'recv', fd, size: 1024 }, out);
      if (!received.ok) return;
      print(host, process, `got ${text(received.bytes)}`, out);
      if (received.bytes.length) continue;
      exitWith(host, process, 0, out);
      return;
    }
  },
};

/** Connects, sends twice, closes by ending. */
const client: Program = {
  start(process, host, out) {
    const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
    const answer = callSocket(
      host,
      process,
      { call: 'connect', fd, ip: parseIpv4(process.argv[1]!)!, port: 5000 },
      out,
    );
    if (!answer.ok && answer.failure !== 'EINPROGRESS') exitWith(host, process, 1, out);
  },
  socket(process, host, { fd, what }, out) {
    if (what === 'error') {
      const answer = callSocket(host, process, { call: 'getsockopt', fd, option: 'SO_ERROR' }, out);
      print(host, process, answer.ok ? String(answer.value) : answer.failure, out);
      exitWith(host, process, 1, out);
    }
    if (what !== 'connected') return;
    callSocket(host, process, { call: 'send', fd, bytes: bytes('hello') }, out);
    callSocket(host, process, { call: 'send', fd, bytes: bytes('nice') }, out);
    exitWith(host, process, 0, out);
  },
};

beforeAll(() => {
  registerProgram('test-server', server);
  registerProgram('test-client', client);
});

function rowsOf(history: History): Row[] {
  return Array.from({ length: history.record.rowCount }, (_, number) => rowAt(history.record, number));
}

function connected(): History {
  const history = startHistory(labOf(threeHosts()));
  act(history, 0, { do: 'run', on: 'B', line: 'test-server' });
  act(history, 0, { do: 'run', on: 'A', line: 'test-client 192.168.12.2' });
  extend(history, { until: 60e9 });
  return history;
}

it('two sends of A reach B, each with its rows, and both sides come to rest', () => {
  const history = connected();
  const rows = rowsOf(history);
  const calls = rows.filter((row) => row.reason === 'socket-call').map((row) => history.record.texts[row.x]);
  expect(calls).toEqual([
    'socket(SOCK_STREAM) = 3',
    'bind(3, 0.0.0.0:5000) = 0',
    'listen(3) = 0',
    'socket(SOCK_STREAM) = 3',
    'connect(3, 192.168.12.2:5000) = EINPROGRESS',
    "send(3, b'hello') = 5",
    "send(3, b'nice') = 4",
    'accept(3) = 4 192.168.12.1:49152',
    "recv(4, 1024) = b'hello'",
    "recv(4, 1024) = b'nice'",
    "recv(4, 1024) = b''",
  ]);
  const written = rows.filter((row) => row.reason === 'tcp-written');
  expect(written.map((row) => rowAt(history.record, row.cause!).reason)).toEqual(['socket-call', 'socket-call']);
  expect(written.every((row) => row.kind === 'socket' && row.socket === 1 && row.frame === undefined)).toBe(true);
  const { state } = history.live;
  for (const name of ['A', 'B']) {
    const host = state.devices.find((device) => device.name === name)!;
    if (!('door' in host)) throw new Error('no host');
    expect(host.door!.sockets.size).toBe(0);
    expect(host.door!.tcp.connections.length).toBe(0);
  }
});

it('a port where nobody listens refuses, and the program is told', () => {
  const history = startHistory(labOf(threeHosts()));
  act(history, 0, { do: 'run', on: 'A', line: 'test-client 192.168.12.2' });
  extend(history, { until: 60e9 });
  const rows = rowsOf(history);
  expect(rows.map((row) => row.reason)).toContain('tcp-no-port');
  const printed = rows.filter((row) => row.reason === 'program-line').map((row) => history.record.texts[row.x]);
  expect(printed).toEqual(['ECONNREFUSED']);
});

it('every instant of the run can be had again', () => {
  const history = connected();
  for (const row of rowsOf(history)) expect(worldAt(history, row.at).state.now).toBe(row.at);
});
