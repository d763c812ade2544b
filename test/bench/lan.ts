// A plain LAN for the workloads: N hosts 10.1.0.1 + i /16 on one learning switch, cables of 1 Gbit/s and 5 µs.

import type { HostSetup } from '../../src/devices/setup.ts';
import { defaultOptions } from '../../src/stack/options.ts';
import { defaultSocketSettings } from '../../src/stack/sockets/settings.ts';
import type { Lab, LinkProfile } from '../../src/sim/lab.ts';

const FIRST_ADDRESS = 0x0a010001;
const FIRST_MAC = 0x020000000001;

const CABLE: LinkProfile = {
  rate: 1_000_000_000,
  delay: 5_000,
  jitter: 0,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorderBy: 0,
  corrupt: 0,
  pastFcs: false,
  // ns-3's peer has 10,000 frames a queue, which never drops here.
  queue: 10_000 * 1514,
  mtu: 1500,
  up: true,
};

export const addressOf = (host: number): number => FIRST_ADDRESS + host;

function hostSetup(i: number): HostSetup {
  return {
    kind: 'host',
    name: `h${i}`,
    interfaces: [
      {
        name: 'eth0',
        mac: FIRST_MAC + i,
        addresses: [{ ip: addressOf(i), prefix: 16 }],
        mtu: 1500,
        up: true,
        promiscuous: false,
      },
    ],
    routes: [],
    forwarding: false,
    options: { ...defaultOptions },
    sockets: defaultSocketSettings,
    hosts: {},
    files: {},
  };
}

/** The LAN with `hosts` hosts. */
export function lanLab(hosts: number): Lab {
  return {
    name: `lan of ${hosts}`,
    seed: 1,
    devices: [
      ...Array.from({ length: hosts }, (_, i) => hostSetup(i)),
      { kind: 'switch', name: 'S', ports: hosts, ageing: 300_000_000_000 },
    ],
    links: Array.from({ length: hosts }, (_, i) => ({
      name: `h${i}-S`,
      ends: [
        { device: `h${i}`, port: 'eth0' },
        { device: 'S', port: String(i + 1) },
      ],
      profile: CABLE,
    })),
    faults: [],
    do: [],
    at: {},
    notes: {},
  };
}
