// W4 udp-broadcast: host i sends its m-th datagram of 64 octets to the subnet's broadcast address at 1 s + m × 1 ms + i × 10 µs; all others receive it.

import { runLine } from '../../src/devices/host/shell.ts';
import { registerProgram, wakeProcess } from '../../src/devices/host/program.ts';
import { callSocket } from '../../src/devices/host/sockets.ts';
import { withDoor } from '../../src/devices/host/transport.ts';
import { socketCall } from '../../src/stack/sockets/door.ts';
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
  fd: number;
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
      fd: -1,
    };
    process.data = memory;
    const opened = callSocket(host, process, { call: 'socket', type: 'datagram' }, out);
    memory.fd = opened.ok ? opened.fd : -1;
    const { fd } = memory;
    callSocket(host, process, { call: 'setsockopt', fd, option: 'SO_BROADCAST', value: 1 }, out);
    callSocket(host, process, { call: 'bind', fd, ip: 0, port: PORT }, out);
    wakeProcess(process, host, due(memory), out);
  },
  wake(process, host, out) {
    const memory = process.data as Shouter;
    callSocket(host, process, { call: 'sendto', fd: memory.fd, bytes: PAYLOAD, ip: EVERYBODY, port: PORT }, out);
    memory.round++;
    wakeProcess(process, host, due(memory), out);
  },
  socket(process, host, { fd }, out) {
    const memory = process.data as Shouter;
    for (;;) {
      // At the door itself: the row that a program's call has, with its octets as text, would be most of what is measured.
      const received = socketCall(withDoor(host), process.pid, { call: 'recvfrom', fd, size: 2048 }, out);
      if (!received.ok) return;
      memory.heard++;
      memory.octets += received.length;
    }
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
