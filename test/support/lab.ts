// Labs for tests, from YAML text: a mistake in one fails the test that uses it, with its line.

import { formatFileError } from '../../src/base/result.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { parseLab } from '../../src/sim/labText.ts';

export function labOf(text: string): Lab {
  const result = parseLab(text, 'test.lab.yaml');
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}

/** A and B on a switch, C beside them; caches empty. */
export const threeHosts = (more = ''): string => `
lab: three
seed: 7
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b }
  C: { kind: host, ip: 192.168.12.3/24, mac: 02:00:00:00:00:0c }
  S: { kind: switch }
links:
  - [A, S]
  - [B, S]
  - [C, S]
${more}`;

/** Two LANs with a router between them. */
export const twoLans = (more = ''): string => `
lab: two
seed: 7
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a, gateway: 192.168.12.254 }
  C: { kind: host, ip: 192.168.13.1/24, mac: 02:00:00:00:00:0c, gateway: 192.168.13.254 }
  R:
    kind: router
    interfaces:
      eth0: { ip: 192.168.12.254/24, mac: 02:00:00:00:01:01 }
      eth1: { ip: 192.168.13.254/24, mac: 02:00:00:00:01:02 }
links:
  - [A, R.eth0]
  - [C, R.eth1]
${more}`;
