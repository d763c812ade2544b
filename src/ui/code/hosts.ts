// Which devices of a lab can run programs.

import type { Lab } from '../../sim/lab.ts';

export interface CodeHost {
  name: string;
  index: number;
  /** Has it files from the beginning? */
  files: boolean;
}

export const codeHosts = ({ devices }: Lab): CodeHost[] =>
  devices.flatMap((device, index) =>
    device.kind === 'host' || device.kind === 'router'
      ? [{ name: device.name, index, files: Object.keys(device.files).length > 0 }]
      : [],
  );
