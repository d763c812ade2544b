// What the interpreter asks of the running world. The live world answers (live/), or one that is replayed, to have a script's stacks again as they were.

import type { ScriptAnswer, ScriptCall, ScriptCallName, Told } from '../devices/host/kernel/call.ts';
import type { ScriptData, ScriptThread, Turn } from '../devices/host/kernel/script.ts';
import type { HostState } from '../devices/host/host.ts';
import type { ProcessState } from '../devices/host/process.ts';
import type { Instant } from '../base/time.ts';

/** A world whose scripts an interpreter serves. */
export interface ScriptWorld {
  readonly now: Instant;
  /** The world's seed: luck of a process comes from it, with host and pid. */
  readonly seed: number;
  /** Whose turn it is; undefined: nobody's, and the clock may go on. */
  turn(): Turn | undefined;
  /** Takes the turn: what the thread goes on with; undefined: it begins. */
  take(turn: Turn): ScriptAnswer | undefined;
  /**
   * A call of the thread whose turn was taken. The world goes on, but never past another thread's turn, until the call is answered. Undefined: it is
   * not answered yet, so that the stack must be suspended, and the thread's turn will come.
   */
  call(turn: Turn, call: ScriptCall, told: Told): ScriptAnswer | undefined;
  /** Of a replay: which call the thread whose turn was taken made at this place. Undefined: whatever it likes. */
  made?(turn: Turn): ScriptCallName | undefined;
  /** The host, process, script and thread as they are now; not to be written to. Undefined when the process has ended or never was. */
  look(turn: Turn): { host: HostState; process: ProcessState; script: ScriptData; thread: ScriptThread } | undefined;
  /** A name of the host's table, or an address as text, as an address; and what names an address has. */
  hostByName(turn: Turn, name: string): number | undefined;
  namesOf(turn: Turn, ip: number): string[];
  /** Ends the process, because the interpreter cannot go on with it; the text is the last line of its standard error. */
  crash(turn: Turn, text: string): void;
}
