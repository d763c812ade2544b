// W4 udp-broadcast: host i sends its m-th datagram of 64 octets to the subnet's broadcast address at 1 s + m × 1 ms + i × 10 µs; all others receive it.

import { runLine } from '../../src/devices/host/shell.ts';
import { registerProgram, wakeProcess } from '../../src/devices/host/program.ts';
import { bindUdp, sendUdp } from '../../src/devices/host/send.ts';
import { createWorld, type World } from '../../src/sim/world.ts';
import { lanLab } from './lan.ts';
import { flightsIn, mustBe, type Workload } from './workload.ts';

const PORT = 5000;
const EVERYBODY = 0x0a01ffff;
const PAYLOAD = new Uint8Array(64).map((_, i) => i);
const START = 1_000_000_000;
const BETWEEN_ROUNDS = 1_000_000;
const BETWEEN_HOSTS = 10_000;

interface Shouter {
  host: number;
  rounds: number;
  round: number;
  heard: number;
  octets: number;
}

const due = (s: Shouter): number =>
  s.round <= s.rounds ? START + s.round * BETWEEN_ROUNDS + s.host * BETWEEN_HOSTS : Infinity;

registerProgram('bench-shout', {
  start(process, host, out) {
    const memory: Shouter = {
      host: Number(process.argv[1]),
      rounds: Number(process.argv[2]),
      round: 1,
      heard: 0,
      octets: 0,
    };
    process.data = memory;
    bindUdp(host, PORT, process.pid);
    wakeProcess(process, host, due(memory), out);
  },
  wake(process, host, out) {
    const memory = process.data as Shouter;
    sendUdp(host, { to: EVERYBODY, toPort: PORT, fromPort: PORT, payload: PAYLOAD, broadcast: true }, out);
    memory.round++;
    wakeProcess(process, host, due(memory), out);
  },
  datagram(process, _host, { start, end }) {
    const memory = process.data as Shouter;
    memory.heard++;
    memory.octets += end - start;
  },
});

export function udpBroadcast(hosts = 100, rounds = 100): Workload {
  return {
    name: `udp-broadcast, ${hosts} hosts`,
    peer: ['udp-broadcast'],
    frames: hosts * rounds * hosts,
    build() {
      const world = createWorld(lanLab(hosts));
      world.state.devices.forEach((device, i) => {
        if (device.kind === 'host') runLine(device, `bench-shout ${i} ${rounds}`, world.outside);
      });
      return world;
    },
    check(world: World) {
      if (world.outside.keepRows) mustBe('frames', flightsIn(world), this.frames);
      let heard = 0;
      let octets = 0;
      for (const device of world.state.devices) {
        if (device.kind !== 'host') continue;
        const memory = device.processes[0]!.data as Shouter;
        heard += memory.heard;
        octets += memory.octets;
      }
      mustBe('datagrams', heard, hosts * rounds * (hosts - 1));
      mustBe('octets', octets, heard * PAYLOAD.length);
    },
  };
}
