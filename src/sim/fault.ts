// Named faults: which frames of which sender they touch. They count matching frames, so the same run has the same accident every time.

import { dissect } from '../wire/dissect.ts';
import type { FrameNumber } from '../devices/surroundings.ts';
import { portIndex } from '../devices/device.ts';
import { displayFilter } from './displayFilter.ts';
import type { FaultSetup } from './lab.ts';
import type { Outside } from './outside.ts';
import type { FaultState, WorldState } from './state.ts';

type Test = (dissection: ReturnType<typeof dissect>) => boolean;
/** Compiled filters by their text. Code, not state: the same text always compiles to the same test. */
const compiled = new Map<string, Test>();

function testFor(filter: string): Test {
  let test = compiled.get(filter);
  if (!test) {
    const result = displayFilter.get()(filter);
    // Labs and commands are checked before they get here; a filter that does not compile touches nothing.
    test = result.ok ? (dissection) => result.test(dissection) : () => false;
    if (compiled.size > 1000) compiled.clear();
    compiled.set(filter, test);
  }
  return test;
}

/** The faults that strike this frame as `device` hands it to the cable at `port`; counts it for each that it matches. */
export function matchFault(out: Outside, device: number, port: number, frame: FrameNumber): FaultSetup[] {
  const struck: FaultSetup[] = [];
  let dissection: ReturnType<typeof dissect> | undefined;
  for (const fault of out.state.faults) {
    if (fault.device >= 0 && fault.device !== device) continue;
    if (fault.port >= 0 && fault.port !== port) continue;
    dissection ??= dissect(out.octets(frame), { badFcs: out.badFcs(frame) });
    if (!testFor(fault.setup.filter)(dissection)) continue;
    fault.seen++;
    if (!fault.setup.nth || fault.setup.nth.includes(fault.seen)) struck.push(fault.setup);
  }
  return struck;
}

/** A fault with its place found. Undefined when `from` names nothing in this world. */
export function placeFault(state: WorldState, setup: FaultSetup): FaultState | undefined {
  if (setup.from === undefined) return { setup, device: -1, port: -1, seen: 0 };
  const byName = (name: string): number => state.devices.findIndex((d) => d.name === name);
  const whole = byName(setup.from);
  if (whole >= 0) return { setup, device: whole, port: -1, seen: 0 };
  const dot = setup.from.lastIndexOf('.');
  const device = byName(setup.from.slice(0, dot));
  if (dot < 0 || device < 0) return undefined;
  const port = portIndex(state.devices[device]!, setup.from.slice(dot + 1));
  return port < 0 ? undefined : { setup, device, port, seen: 0 };
}

/** Adds a fault (its count begins now) or replaces the one of the same name. False when its place is unknown. */
export function addFault(state: WorldState, setup: FaultSetup): boolean {
  const placed = placeFault(state, setup);
  if (!placed) return false;
  const at = state.faults.findIndex((f) => f.setup.name === setup.name);
  if (at < 0) state.faults.push(placed);
  else state.faults[at] = placed;
  return true;
}

/** Removes a fault by name; false when there is none. */
export function removeFault(state: WorldState, name: string): boolean {
  const at = state.faults.findIndex((f) => f.setup.name === name);
  if (at < 0) return false;
  state.faults.splice(at, 1);
  return true;
}
