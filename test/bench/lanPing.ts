// W1 lan-ping: every host pings every other once, in a fixed order and rhythm; ARP caches start empty.
// Host i sends its k-th echo request to host (i + k) mod N at 1 s + k × 10 ms + i × 10 µs.

import { runLine } from '../../src/devices/host/shell.ts';
import { registerProgram, wakeProcess } from '../../src/devices/host/program.ts';
import { sendEcho } from '../../src/devices/host/send.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import { createWorld, type World } from '../../src/sim/world.ts';
import { addressOf, lanLab } from './lan.ts';
import { flightsIn, mustBe, type Workload } from './workload.ts';

const PING_DATA = 56;
const START = 1_000_000_000;
const BETWEEN_ROUNDS = 10_000_000;
const BETWEEN_HOSTS = 10_000;

interface Pinger {
  host: number;
  hosts: number;
  round: number;
  replies: number;
}

const due = (p: Pinger): number =>
  p.round < p.hosts ? START + p.round * BETWEEN_ROUNDS + p.host * BETWEEN_HOSTS : Infinity;

registerProgram('bench-ping', {
  start(process, host, out) {
    const memory: Pinger = { host: Number(process.argv[1]), hosts: Number(process.argv[2]), round: 1, replies: 0 };
    process.data = memory;
    wakeProcess(process, host, due(memory), out);
  },
  wake(process, host, out) {
    const memory = process.data as Pinger;
    const to = addressOf((memory.host + memory.round) % memory.hosts);
    sendEcho(host, { to, ident: process.pid, seq: memory.round, payload: PING_DATA }, out);
    memory.round++;
    wakeProcess(process, host, due(memory), out);
  },
  icmp(process, _host, event) {
    if (event.type === 0) (process.data as Pinger).replies++;
  },
});

export function lanPing(hosts: number): Workload {
  const pairs = (hosts * (hosts - 1)) / 2;
  return {
    name: `lan-ping, ${hosts} hosts`,
    peer: ['lan-ping', `--hosts=${hosts}`],
    // One ARP exchange a pair: the question reaches the switch and all others, the answer two ports; then each asks the other once, four frames.
    frames: pairs * (hosts + 2) + 4 * hosts * (hosts - 1),
    build() {
      const world = createWorld(lanLab(hosts));
      world.state.devices.forEach((device, i) => {
        if (device.kind === 'host') runLine(device, `bench-ping ${i} ${hosts}`, world.outside);
      });
      return world;
    },
    check(world: World) {
      if (world.outside.keepRows) mustBe('frames', flightsIn(world), this.frames);
      let replies = 0;
      for (const device of world.state.devices) if (device.kind === 'host') replies += pingerOf(device).replies;
      mustBe('replies', replies, hosts * (hosts - 1));
    },
  };
}

function pingerOf(host: HostState): Pinger {
  return host.processes[0]!.data as Pinger;
}
