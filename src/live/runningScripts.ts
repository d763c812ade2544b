// Which scripts of a history run: those whose stacks an interpreter must have.

import { isScript } from '../devices/host/kernel/script.ts';
import type { History } from '../sim/history.ts';

/** The device and pid of each script that runs and has made a call. */
export function runningScripts({ live }: History): Set<string> {
  const running = new Set<string>();
  for (const device of live.state.devices) {
    if (!('processes' in device)) continue;
    for (const process of device.processes)
      if (process.exit === undefined && isScript(process)) running.add(`${device.device} ${process.pid}`);
  }
  return running;
}
