// What a person, a lesson or a script does to a running world: plain JSON, checked before it is done, logged in the history, done again in a replay.

import { fromDigits, fromHex } from '../base/bytes.ts';
import type { HostState } from '../devices/host/host.ts';
import { sendFrame } from '../devices/host/send.ts';
import { flushArp } from '../devices/host/settings.ts';
import { interrupt, readingProcess, runLine, runningProcesses, typeInto } from '../devices/host/shell.ts';
import { NO_FRAME, NO_PORT, NO_ROW, type RowNumber } from '../devices/surroundings.ts';
import { comesFromOutside, type OutsideState } from '../devices/outside.ts';
import { clearMacTable } from '../devices/switch.ts';
import { R } from '../stack/reason.ts';
import { prepareLink, preparePlug, prepareUnplug } from './cabling.ts';
import { checkCommand, problem, type CommandProblem } from './commandCheck.ts';
import { addFault, removeFault } from './fault.ts';
import { changeFile, HOME, resolvePath } from '../devices/host/files.ts';
import type { Told } from '../devices/host/kernel/call.ts';
import { callOf, changeOf, type LoggedCall, type LoggedChange } from '../devices/host/kernel/logged.ts';
import { isScript, scriptOf } from '../devices/host/kernel/script.ts';
import { beginCall } from '../devices/host/kernel/threads.ts';
import { fail } from '../devices/host/processes.ts';
import { tellPrograms } from '../devices/host/sockets.ts';
import { hasDoor, transport } from '../devices/host/transport.ts';
import type { FaultSetup } from './lab.ts';
import { deviceNamed, hostNamed, portNamed } from './place.ts';
import type { Outside } from './outside.ts';
import { COMMAND, TABLE } from './record.ts';
import { prepareGateway, prepareMirror, prepareSettings } from './settle.ts';
import type { World } from './world.ts';

export { checkCommand, commandProblemCodes, type CommandProblem } from './commandCheck.ts';

/** Places are written as everywhere: a device `A`, a port `A.eth0` or `S.4`, a link by its name. Values carry their units, as in a lab. */
export type Command =
  /** Runs a command line on a host, as typed into its terminal. */
  | { do: 'run'; on: string; line: string }
  /** Types a line for the standard input of a process that reads, the youngest if `pid` is left out; with `end` the input ends there (Ctrl-D). */
  | { do: 'type'; on: string; line?: string; end?: boolean; pid?: number }
  /** Ctrl-C: ends one process, or all that run. */
  | { do: 'interrupt'; on: string; pid?: number }
  /** Settings of an interface. `ip` gives all its addresses (`192.168.12.1/24`), so an empty list takes them away. */
  | { do: 'set'; of: string; ip?: string[]; mac?: string; mtu?: number; promiscuous?: boolean; up?: boolean }
  /** The default gateway of a host; '' takes it away. */
  | { do: 'gateway'; of: string; via: string }
  /** Properties of a link, both ways, or only for frames that `from` (a port at one of its ends) sends. */
  | ({ do: 'link'; link: string; from?: string } & LinkChange)
  /** Puts the end of a cable that is at `from` into `from` and `to`: the cable that is there goes on to `to`, or a new one is laid. */
  | { do: 'plug'; from: string; to: string }
  | { do: 'unplug'; at: string }
  | { do: 'fault'; add: FaultSetup }
  | { do: 'unfault'; name: string }
  /** Sends octets (hexadecimal, from the destination address on, without FCS) out of a host's interface as they are; the card fills a short frame up to 60 octets. */
  | { do: 'send'; from: string; frame: string }
  /** Copies what goes in or out of the ports `from` to the port `to`; with no `from` the mirroring ends. */
  /** A frame comes in from a real network by a live port (livePort.ts): hexadecimal digits with nothing between, without FCS. `from`: the device where the world ends. */
  | { do: 'inject'; from: string; frame: string }
  | { do: 'mirror'; of: string; from: string[]; to?: string }
  | { do: 'clear'; of: string; table: 'arp' | 'mac' }
  /** In which pieces a host's programs get what TCP has brought (wire/chopper.ts): `1`, `glue`, `seed:7`, `at:3,7`, or `off`. The streams stay as they are. */
  | { do: 'chop'; on: string; rule: string }
  /** Changes of a host's files by hand (an editor, dropped files): paths are absolute or below home. */
  | { do: 'file'; on: string; changes: LoggedChange[] }
  /** A script's thread, whose turn it is, makes a call. Only the interpreter gives this command; in the log it is what a replay goes by. */
  | { do: 'call'; on: string; pid: number; tid: number; call: LoggedCall; told?: Told }
  /** The interpreter cannot go on with a script: it ends, with `text` on its standard error. */
  | { do: 'crash'; on: string; pid: number; text: string };

/** What can be changed of a link: texts with their units (`20 ms`, `1 %`, `100 Mbit/s`, `64 kB`); the MTU in octets. */
export interface LinkChange {
  rate?: string;
  delay?: string;
  jitter?: string;
  loss?: string;
  duplicate?: string;
  reorder?: string;
  reorderBy?: string;
  corrupt?: string;
  pastFcs?: boolean;
  queue?: string;
  mtu?: number;
  up?: boolean;
}

export type CommandResult =
  /** `row`: the row that tells of the command; what it caused names it (a frame from outside has none). `pid`: the process that a line started. */
  { ok: true; row: RowNumber; pid?: number } | { ok: false; problems: CommandProblem[] };

/**
 * Does a command at the present instant of the world. It is checked first, so any JSON may be given; nothing is written when it is refused. What a
 * program says against its own line is no refusal: that stands in its output.
 */
export function applyCommand(world: World, command: Command): CommandResult {
  const checked = checkCommand(world, command);
  if (!checked.ok) return checked;
  const { outside } = world;
  const ready = prepare(world, command);
  if (typeof ready !== 'function') return { ok: false, problems: [ready] };
  // A frame from outside has no cause in here, and its flight tells all there is to tell; what a script does has rows of its own.
  const row = ['inject', 'call', 'crash'].includes(command.do) ? NO_ROW : tell(world, command);
  outside.cause = row;
  const outcome = ready();
  outside.cause = NO_ROW;
  if (outcome && 'code' in outcome) return { ok: false, problems: [outcome] };
  return { ok: true, row, ...outcome };
}

/** What to do; it may still find that the device refuses. */
export type Ready = () => { pid: number } | CommandProblem | undefined | void;

/** What to do, or what speaks against it in this world. Nothing has been changed when it returns. */
function prepare(world: World, command: Command): Ready | CommandProblem {
  const { state, outside } = world;
  switch (command.do) {
    case 'run':
      return () => {
        const process = runLine(hostNamed(state, command.on), command.line, outside);
        return process && { pid: process.pid };
      };
    case 'type':
      return prepareTyping(hostNamed(state, command.on), command, outside);
    case 'interrupt': {
      const host = hostNamed(state, command.on);
      if (command.pid !== undefined && !runningProcesses(host).some((process) => process.pid === command.pid)) {
        return problem('process-unknown', { pid: command.pid });
      }
      return () => void interrupt(host, command.pid, outside);
    }
    case 'set':
      return prepareSettings(world, command);
    case 'gateway':
      return prepareGateway(world, command);
    case 'link':
      return prepareLink(world, command);
    case 'plug':
      return preparePlug(world, command);
    case 'unplug':
      return prepareUnplug(world, command);
    case 'fault':
      return () => {
        addFault(state, command.add);
        tellFault(world, 'fault-set', command.add.name);
      };
    case 'unfault':
      if (!state.faults.some((fault) => fault.setup.name === command.name)) {
        return problem('fault-unknown', { name: command.name });
      }
      return () => {
        removeFault(state, command.name);
        tellFault(world, 'fault-removed', command.name);
      };
    case 'send': {
      const [device, port] = portNamed(state, command.from)!;
      const host = state.devices[device] as HostState;
      if (!host.interfaces[port]!.up) return problem('interface-down', { name: command.from });
      return () => void sendFrame(host, port, fromHex(command.frame)!, outside);
    }
    case 'inject': {
      const end = state.devices[deviceNamed(state, command.from)] as OutsideState;
      return () => comesFromOutside(end, fromDigits(command.frame), outside);
    }
    case 'chop': {
      const host = hostNamed(state, command.on);
      return () => {
        host.socketSettings = { ...host.socketSettings, tcp: { ...host.socketSettings.tcp, chop: command.rule } };
        if (!hasDoor(host)) return;
        transport.get().chopStreams(host, command.rule, outside);
        tellPrograms(host, outside);
      };
    }
    case 'file': {
      const host = hostNamed(state, command.on);
      return () => {
        for (const change of command.changes) {
          const given = changeOf(change);
          const to = 'to' in given ? { to: resolvePath(HOME, given.to) } : {};
          const why = changeFile(host, { ...given, path: resolvePath(HOME, given.path), ...to }, outside.now);
          if (why !== undefined) return problem('setting-refused', { name: command.on, setting: given.path, why });
        }
        return undefined;
      };
    }
    case 'call':
      return prepareCall(world, command);
    case 'crash': {
      const host = hostNamed(state, command.on);
      const process = runningProcesses(host).find((one) => one.pid === command.pid);
      if (!process) return problem('process-unknown', { pid: command.pid });
      return () => fail(host, process, CRASHED, command.text, outside);
    }
    case 'mirror':
      return prepareMirror(world, command);
    case 'clear': {
      const device = state.devices[deviceNamed(state, command.of)]!;
      if (command.table === 'arp' && 'interfaces' in device) return () => flushArp(device, outside);
      if (command.table === 'mac' && device.kind === 'switch') return () => clearMacTable(device, outside);
      return problem(command.table === 'arp' ? 'not-a-host' : 'not-a-switch', { name: command.of });
    }
  }
}

/** The exit status of a script that its interpreter could not go on with: as of a process that was aborted. */
const CRASHED = 134;

function prepareCall(
  { state, outside }: World,
  { on, pid, tid, call, told = {} }: Extract<Command, { do: 'call' }>,
): Ready | CommandProblem {
  const host = hostNamed(state, on);
  const process = runningProcesses(host).find((one) => one.pid === pid && isScript(one));
  const thread = process && scriptOf(process).threads.find((one) => one.tid === tid);
  if (!process || !thread) return problem('process-unknown', { pid });
  if (thread.does !== 'ready') return problem('not-its-turn', { pid, thread: tid });
  return () => {
    beginCall(process, host, thread, callOf(call)!, told, outside);
    tellPrograms(host, outside);
  };
}

function prepareTyping(
  host: HostState,
  { on, line, end, pid }: Extract<Command, { do: 'type' }>,
  outside: Outside,
): Ready | CommandProblem {
  const reader = pid === undefined ? readingProcess(host) : runningProcesses(host).find((one) => one.pid === pid);
  if (!reader) return pid === undefined ? problem('nobody-reads', { name: on }) : problem('process-unknown', { pid });
  return () => {
    if (line !== undefined) typeInto(host, reader.pid, new TextEncoder().encode(`${line}\n`), outside);
    if (end) typeInto(host, reader.pid, new Uint8Array(0), outside);
  };
}

/** Writes the row of a command, at the device (and port) that it is about. */
function tell(world: World, command: Command): RowNumber {
  const { outside } = world;
  const [device, port] = placeOf(world, command);
  return outside.row(
    COMMAND,
    R['command'],
    (device << 8) | port,
    NO_FRAME,
    NO_ROW,
    outside.text(commandText(command)),
    0,
  );
}

/** What a command's row says was done: the line itself, or the command in a line. */
export function commandText(command: Command): string {
  if (command.do === 'run') return command.line;
  if (command.do === 'type' && command.line !== undefined && !command.end) return command.line;
  const { do: what, ...rest } = command;
  return [what, ...Object.entries(rest).flatMap(([key, value]) => [key, wordOf(value)])].join(' ');
}

function wordOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name);
  return Array.isArray(value) ? value.join(',') : String(value);
}

function placeOf({ state }: World, command: Command): [device: number, port: number] {
  const names: unknown[] = ['on', 'of', 'at', 'from', 'link'].map((key) => (command as Record<string, unknown>)[key]);
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const device = deviceNamed(state, name);
    if (device >= 0) return [device, NO_PORT];
    const place = portNamed(state, name) ?? state.links.find((link) => link.name === name)?.ends[0];
    if (place) return place;
  }
  return [0, NO_PORT]; // a fault that is about nobody in particular
}

function tellFault(world: World, reason: 'fault-set' | 'fault-removed', name: string): void {
  const { outside } = world;
  outside.row(TABLE, R[reason], NO_PORT, NO_FRAME, outside.cause, outside.text(name), 0);
}
