// Who reads what is typed on a host: for whoever shows a terminal.

import { readingProcess } from '../devices/host/shell.ts';
import type { WorldState } from './state.ts';

/** The program that typed lines are for, the youngest that reads. Undefined: none does, or the device has no terminal. */
export function readerOn(state: WorldState, device: number): { pid: number; program: string } | undefined {
  const host = state.devices[device];
  return host && 'processes' in host && host.processes.some((one) => one.exit === undefined)
    ? readingProcess(host)
    : undefined;
}
