// W3 many-tcp: 100 clients on a switch, a router there too, a server behind it; 1 Gbit/s and 5 µs. Client i connects at 1 s + i × 100 µs and sends 100 octets, waits
// for their echo, 200 times.

import '../../src/sim/equipment.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { registerProgram, wakeProcess } from '../../src/devices/host/program.ts';
import { runLine } from '../../src/devices/host/shell.ts';
import { callSocket } from '../../src/devices/host/sockets.ts';
import type { Surroundings } from '../../src/devices/surroundings.ts';
import { createWorld, type World } from '../../src/sim/world.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { labOf } from '../support/lab.ts';
import { flightsIn, mustBe, type Workload } from './workload.ts';

const CLIENTS = 100;
const MESSAGES = 200;
const SIZE = 100;
const PORT = 7;
const START = 1_000_000_000;
const BETWEEN_CLIENTS = 100_000;

interface Client {
  fd: number;
  done: number;
  have: number;
  bytes: Uint8Array;
}

const say = (host: HostState, process: ProcessState, { fd, bytes }: Client, out: Surroundings): unknown =>
  callSocket(host, process, { call: 'send', fd, bytes }, out);

registerProgram('bench-client', {
  start(process, host, out) {
    const number = Number(process.argv[1]);
    process.data = { fd: -1, done: 0, have: 0, bytes: new Uint8Array(SIZE).fill(number & 255) } satisfies Client;
    wakeProcess(process, host, START + number * BETWEEN_CLIENTS, out);
  },
  wake(process, host, out) {
    const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
    (process.data as Client).fd = fd;
    callSocket(host, process, { call: 'connect', fd, ip: parseIpv4('10.2.0.2')!, port: PORT }, out);
  },
  socket(process, host, { what }, out) {
    const client = process.data as Client;
    if (what === 'connected') say(host, process, client, out);
    if (what !== 'readable') return;
    const got = callSocket(host, process, { call: 'recv', fd: client.fd, size: 4096 }, out);
    if (!got.ok || !got.bytes.length) return;
    client.have += got.bytes.length;
    if (client.have < SIZE) return;
    client.have -= SIZE;
    if (++client.done < MESSAGES) say(host, process, client, out);
    else callSocket(host, process, { call: 'close', fd: client.fd }, out);
  },
});

registerProgram('bench-echo', {
  start(process, host, out) {
    const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
    process.data = { listener: fd, octets: 0 };
    callSocket(host, process, { call: 'bind', fd, ip: 0, port: PORT }, out);
    callSocket(host, process, { call: 'listen', fd, backlog: CLIENTS }, out);
  },
  socket(process, host, { fd }, out) {
    const server = process.data as { listener: number; octets: number };
    if (fd === server.listener) {
      while (callSocket(host, process, { call: 'accept', fd }, out).ok);
      return;
    }
    const got = callSocket(host, process, { call: 'recv', fd, size: 4096 }, out);
    if (!got.ok) return;
    server.octets += got.bytes.length;
    if (got.bytes.length) callSocket(host, process, { call: 'send', fd, bytes: got.bytes }, out);
    else callSocket(host, process, { call: 'close', fd }, out);
  },
});

const lab = (): string => {
  const clients = Array.from({ length: CLIENTS }, (_, i) => i);
  return `
seed: 1
defaults:
  host: { tcp: { sendBuffer: 131072 B, receiveBuffer: 131072 B, sack: off, timestamps: off, windowScale: on, delayedAck: 200 ms, minRto: 1 s, congestion: reno } }
  link: { rate: 1 Gbit/s, delay: 5 µs, queue: 15140 kB }
devices:
${clients.map((i) => `  h${i}: { kind: host, ip: 10.1.1.${i + 1}/16, gateway: 10.1.0.1 }`).join('\n')}
  server: { kind: host, ip: 10.2.0.2/24, gateway: 10.2.0.1 }
  R: { kind: router, interfaces: { eth0: { ip: 10.1.0.1/16 }, eth1: { ip: 10.2.0.1/24 } } }
  S: { kind: switch, ports: ${CLIENTS + 1} }
links:
${clients.map((i) => `  - [h${i}, S.${i + 1}]`).join('\n')}
  - [R.eth0, S.${CLIENTS + 1}]
  - [server, R.eth1]
`;
};

export function manyTcp(): Workload {
  return {
    name: 'many-tcp, 100 connections',
    peer: ['many-tcp'],
    // 20,000 messages and their echoes over three cables; 100 handshakes and ends; one ARP question of each client, which reaches all.
    frames: 132_702,
    build() {
      const world = createWorld(labOf(lab()));
      const devices = world.state.devices as HostState[];
      runLine(devices[CLIENTS], 'bench-echo', world.outside);
      for (let i = 0; i < CLIENTS; i++) runLine(devices[i], `bench-client ${i}`, world.outside);
      return world;
    },
    check(world: World) {
      if (world.outside.keepRows) mustBe('frames', flightsIn(world), this.frames);
      const devices = world.state.devices as HostState[];
      mustBe('octets', (devices[CLIENTS].processes[0].data as { octets: number }).octets, CLIENTS * MESSAGES * SIZE);
      const done = devices
        .slice(0, CLIENTS)
        .reduce((sum, { processes }) => sum + (processes[0].data as Client).done, 0);
      mustBe('echoes', done, CLIENTS * MESSAGES);
      for (const { name, door } of devices.slice(0, CLIENTS + 1))
        mustBe(`connections left at ${name}`, door!.tcp.connections.length, 0);
    },
  };
}
