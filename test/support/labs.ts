// Small networks for tests of what shows a run, ready made.
import type { Lab } from '../../src/sim/lab.ts';
import { labOf } from './lab.ts';

/** Two hosts on a switch. */
export const pair = (): Lab =>
  labOf(`
lab: pair
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b }
  S: { kind: switch }
links:
  - [A, S]
  - [B, S]
`);

/** Four hosts on a switch. */
export const four = (): Lab =>
  labOf(`
lab: four
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b }
  C: { kind: host, ip: 192.168.12.3/24, mac: 02:00:00:00:00:0c }
  D: { kind: host, ip: 192.168.12.4/24, mac: 02:00:00:00:00:0d }
  S: { kind: switch }
links:
  - [A, S]
  - [B, S]
  - [C, S]
  - [D, S]
`);

/** Two LANs and a router between them. */
export const twoLans = (): Lab =>
  labOf(`
lab: two-lans
devices:
  A: { kind: host, ip: 192.168.12.1/24, gateway: 192.168.12.254 }
  B: { kind: host, ip: 192.168.12.2/24, gateway: 192.168.12.254 }
  C: { kind: host, ip: 192.168.13.1/24, gateway: 192.168.13.254 }
  S12: { kind: switch }
  S13: { kind: switch }
  R:
    kind: router
    interfaces: { eth0: { ip: 192.168.12.254/24 }, eth1: { ip: 192.168.13.254/24 } }
links:
  - [A, S12]
  - [B, S12]
  - [R.eth0, S12]
  - [R.eth1, S13]
  - [C, S13]
`);

/** Three switches in a ring: a broadcast never ends. */
export const ring = (): Lab =>
  labOf(`
lab: ring
devices:
  A: { kind: host, ip: 192.168.12.1/24 }
  B: { kind: host, ip: 192.168.12.2/24 }
  S1: { kind: switch }
  S2: { kind: switch }
  S3: { kind: switch }
links:
  - [A, S1]
  - [B, S2]
  - [S1, S2]
  - [S2, S3]
  - [S3, S1]
`);
