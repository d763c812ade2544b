// W2 bulk-tcp: one connection over host, switch, router, switch, host sends 50,000,000 octets; four cables of 100 Mbit/s and 1 ms. With loss: of the frames that
// arrive at the router's first port, data direction only.

import '../../src/sim/equipment.ts';
import { runLine } from '../../src/devices/host/shell.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import { createWorld, type World } from '../../src/sim/world.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { registerBulk, sinkOf } from '../support/bulk.ts';
import { labOf } from '../support/lab.ts';
import { flightsIn, mustBe, type Workload } from './workload.ts';

const OCTETS = 50_000_000;
const CHUNK = 1460;

const lab = (loss: number): string => `
seed: 1
defaults:
  host:
    tcp: { sendBuffer: 262144 B, receiveBuffer: 262144 B, sack: off, timestamps: off, windowScale: on, delayedAck: 200 ms, minRto: 1 s, congestion: reno }
  link: { rate: 100 Mbit/s, delay: 1 ms, queue: 15140 kB }
devices:
  h1: { kind: host, ip: 10.1.0.10/24, gateway: 10.1.0.1 }
  h2: { kind: host, ip: 10.1.3.2/24, gateway: 10.1.3.1 }
  R: { kind: router, interfaces: { eth0: { ip: 10.1.0.1/24 }, eth1: { ip: 10.1.3.1/24 } } }
  S1: { kind: switch, ports: 2 }
  S2: { kind: switch, ports: 2 }
links:
  - [h1, S1.1]
  - { ends: [S1.2, R.eth0], loss: ${loss} %, back: { loss: 0 % } }
  - [R.eth1, S2.1]
  - [S2.2, h2]
`;

/** The same run has the same frames each time: 34,247 segments and half as many acknowledgments over four cables, ARP, handshake and close; with loss luck has its say. */
const FRAMES: Readonly<Record<number, number>> = { 0: 205_512, 1: 216_383 };

/** Per cent of loss. */
export function bulkTcp(loss: 0 | 1): Workload {
  registerBulk();
  return {
    name: `bulk-tcp, 50 MB, ${loss} % loss`,
    peer: ['bulk-tcp', `--loss=${loss / 100}`],
    frames: FRAMES[loss],
    build(snaplen) {
      const world = createWorld(labOf(lab(loss)), undefined, snaplen);
      const [h1, h2] = world.state.devices as HostState[];
      runLine(h2, 'bulk-sink', world.outside);
      runLine(h1, `bulk-send ${parseIpv4('10.1.3.2')!} ${OCTETS} ${CHUNK}`, world.outside);
      return world;
    },
    check(world: World) {
      if (world.outside.keepRows) mustBe('frames', flightsIn(world), this.frames);
      const { octets, wrong, ended } = sinkOf(world);
      mustBe('octets', octets, OCTETS);
      mustBe('wrong octets', wrong, 0);
      mustBe('ends', Number(ended), 1);
    },
  };
}
