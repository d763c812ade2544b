// Is this a command, and does what it names exist? For JSON that may come from anywhere: answers with every problem, never throws.

import { fromHex } from '../base/bytes.ts';
import { parseDuration } from '../base/time.ts';
import { fits, tcpKnobs } from '../stack/knobs.ts';
import { parseCidr, parseIpv4, parseMac, isGroupMac } from '../wire/address.ts';
import { callOf, isLoggedChange, isTold } from '../devices/host/kernel/logged.ts';
import type { Command } from './command.ts';
import { displayFilter } from './displayFilter.ts';
import { parseChance, parseRate, parseSize } from './labUnits.ts';
import { deviceNamed, linkNamed, portNamed } from './place.ts';
import type { WorldState } from './state.ts';

/** Every way in which a command can be wrong, with the names of its parameters. Words for them live in `words/`, keyed by the code. */
export const commandProblemCodes = {
  'not-a-command': [],
  'key-missing': ['key'],
  'key-unknown': ['key'],
  /** `right`: an example of what would be right. */
  'value-wrong': ['key', 'value', 'right'],
  'filter-wrong': ['filter', 'message'],
  'device-unknown': ['name'],
  'port-unknown': ['name'],
  'link-unknown': ['name'],
  'fault-unknown': ['name'],
  'process-unknown': ['pid'],
  /** A thread of a script makes a call although it is not its turn: log and lab do not belong together. */
  'not-its-turn': ['pid', 'thread'],
  /** No process of the host reads what is typed. */
  'nobody-reads': ['name'],
  'not-a-host': ['name'],
  'not-a-switch': ['name'],
  'not-outside': ['name'],
  'cable-missing': ['port'],
  'port-taken': ['port'],
  'port-not-at-link': ['port', 'link'],
  'interface-down': ['name'],
  'gateway-not-on-lan': ['gateway'],
  /** A device refused a setting; `why` is the POSIX word. */
  'setting-refused': ['name', 'setting', 'why'],
} as const satisfies Record<string, readonly string[]>;

export interface CommandProblem {
  code: keyof typeof commandProblemCodes;
  parameters: Record<string, string | number>;
}

export type CommandCheck = { ok: true; command: Command } | { ok: false; problems: CommandProblem[] };

/** Longest text that a command may hold: a frame of 65,536 octets in hexadecimal with blanks fits. */
const MAX_TEXT = 200_000;

/** Octets of a frame that a stream may bring: the longest IP packet behind an Ethernet header. */
export const LONGEST_FROM_OUTSIDE = 65_549;

type Look = (state: WorldState, value: unknown, key: string) => CommandProblem[];

export const problem = (
  code: CommandProblem['code'],
  parameters: CommandProblem['parameters'] = {},
): CommandProblem => ({ code, parameters });

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const wrong = (key: string, value: unknown, right: string): CommandProblem[] => [
  problem('value-wrong', { key, value: shown(value), right }),
];

/** A text that `fits`; `right` is an example of one. */
function text(right: string, fits: (value: string) => boolean = () => true): Look {
  return (_state, value, key) =>
    typeof value === 'string' && value.length <= MAX_TEXT && fits(value) ? [] : wrong(key, value, right);
}

function whole(least: number, most: number): Look {
  return (_state, value, key) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? []
      : wrong(key, value, `${least} … ${most}`);
}

/** Anything that `fits`; `right` is an example. */
function shape(right: string, fits: (value: unknown) => boolean): Look {
  return (_state, value, key) => (fits(value) ? [] : wrong(key, value, right));
}

const onOff: Look = (_state, value, key) => (typeof value === 'boolean' ? [] : wrong(key, value, 'true, false'));

/** A list in which `each` finds nothing wrong. */
function list(each: Look): Look {
  return (state, value, key) => {
    if (!Array.isArray(value) || value.length > 1000) return wrong(key, value, '[…]');
    return value.flatMap((item: unknown) => each(state, item, key));
  };
}

/** The name of something that exists. */
function name(right: string, find: (state: WorldState, value: string) => CommandProblem | undefined): Look {
  return (state, value, key) => {
    if (typeof value !== 'string') return wrong(key, value, right);
    const found = find(state, value);
    return found ? [found] : [];
  };
}

const isHost = (state: WorldState, device: number): boolean => 'interfaces' in state.devices[device]!;

const host = name('A', (state, value) => {
  const device = deviceNamed(state, value);
  if (device < 0) return problem('device-unknown', { name: value });
  return isHost(state, device) ? undefined : problem('not-a-host', { name: value });
});
const aSwitch = name('S', (state, value) => {
  const device = deviceNamed(state, value);
  if (device < 0) return problem('device-unknown', { name: value });
  return state.devices[device]!.kind === 'switch' ? undefined : problem('not-a-switch', { name: value });
});
const outside = name('outside', (state, value) => {
  const device = deviceNamed(state, value);
  if (device < 0) return problem('device-unknown', { name: value });
  return state.devices[device]!.kind === 'outside' ? undefined : problem('not-outside', { name: value });
});
const device = name('A', (state, value) =>
  deviceNamed(state, value) < 0 ? problem('device-unknown', { name: value }) : undefined,
);
const port = name('A.eth0', (state, value) =>
  portNamed(state, value) ? undefined : problem('port-unknown', { name: value }),
);
const hostPort = name('A.eth0', (state, value) => {
  const place = portNamed(state, value);
  if (!place) return problem('port-unknown', { name: value });
  return isHost(state, place[0]) ? undefined : problem('not-a-host', { name: value });
});
const deviceOrPort = name('A, A.eth0', (state, value) =>
  deviceNamed(state, value) >= 0 || portNamed(state, value) ? undefined : problem('port-unknown', { name: value }),
);
const link = name('A-S', (state, value) =>
  linkNamed(state, value) === undefined ? problem('link-unknown', { name: value }) : undefined,
);

const duration = text('20 ms', (value) => parseDuration(value) !== undefined);
const chance = text('1 %', (value) => parseChance(value) !== undefined);
const mac = text('02:00:00:00:00:0a', (value) => {
  const parsed = parseMac(value);
  return parsed !== undefined && parsed !== 0 && !isGroupMac(parsed);
});
const frame = text('ff ff ff …', (value) => {
  const octets = fromHex(value);
  return octets !== undefined && octets.length > 0 && octets.length <= 65_536;
});
/** Frames come from outside by the thousand: one look at each is enough, and digits alone need no more. */
const plainFrame = text(
  'ffffffffffff…',
  (value) => value.length <= 2 * LONGEST_FROM_OUTSIDE && /^(?:[0-9a-f]{2})+$/.test(value),
);
/** A port of a switch, by its number. */
const switchPort = text('4', (value) => /^\d{1,3}$/.test(value));
const filter: Look = (_state, value, key) => {
  if (typeof value !== 'string' || value.length > 10_000) return wrong(key, value, 'icmp');
  const compiled = displayFilter.get()(value);
  return compiled.ok ? [] : [problem('filter-wrong', { filter: shown(value), message: compiled.message })];
};

const faultKeys: Record<string, Look> = {
  name: text('the second ping', (value) => value.length > 0 && value.length <= 200),
  action: text('drop, delay, duplicate, corrupt', (v) => ['drop', 'delay', 'duplicate', 'corrupt'].includes(v)),
  filter,
  'from?': deviceOrPort,
  'nth?': list(whole(1, 1e9)),
  'by?': whole(0, 3600e9),
  'octet?': whole(0, 65_535),
  'xor?': whole(1, 255),
  'pastFcs?': onOff,
};

/** The keys of each command; one that may be left out ends in `?`. */
const commands: Record<Command['do'], Record<string, Look>> = {
  run: { on: host, line: text('ping -c 1 192.168.12.2', (value) => value.length <= 4000) },
  type: {
    on: host,
    'line?': text('hello', (value) => value.length <= 4000 && !value.includes('\n')),
    'end?': onOff,
    'pid?': whole(1, 1e9),
  },
  interrupt: { on: host, 'pid?': whole(1, 1e9) },
  set: {
    of: hostPort,
    'ip?': list(text('192.168.12.1/24', (value) => parseCidr(value) !== undefined)),
    'mac?': mac,
    'mtu?': whole(68, 65_535),
    'promiscuous?': onOff,
    'up?': onOff,
  },
  gateway: { of: host, via: text('192.168.12.254', (value) => value === '' || parseIpv4(value) !== undefined) },
  link: {
    link,
    'from?': port,
    'rate?': text('100 Mbit/s', (value) => parseRate(value) !== undefined),
    'delay?': duration,
    'jitter?': duration,
    'loss?': chance,
    'duplicate?': chance,
    'reorder?': chance,
    'reorderBy?': duration,
    'corrupt?': chance,
    'pastFcs?': onOff,
    'queue?': text('64 kB', (value) => parseSize(value) !== undefined),
    'mtu?': whole(68, 65_535),
    'up?': onOff,
  },
  plug: { from: port, to: port },
  unplug: { at: port },
  fault: { add: (state, value, key) => (isRecord(value) ? keysOf(state, value, faultKeys) : wrong(key, value, '{…}')) },
  unfault: { name: text('the second ping') },
  send: { from: hostPort, frame },
  inject: { from: outside, frame: plainFrame },
  mirror: { of: aSwitch, from: list(switchPort), 'to?': switchPort },
  file: { on: host, changes: list(shape('{ path: server.py, text: … }', isLoggedChange)) },
  call: {
    ...{ on: host, pid: whole(1, 1e9), tid: whole(0, 1e9) },
    call: shape('{ call: recv, fd: 3, size: 1024 }', (value) => callOf(value) !== undefined),
    'told?': shape('{ lines: [1, 2] }', isTold),
  },
  crash: { on: host, pid: whole(1, 1e9), text: text('MemoryError') },
  chop: { on: host, rule: text('1, glue, seed:7, at:3,7, off', (value) => fits(tcpKnobs.chop, value)) },
  clear: { of: device, table: text('arp, mac', (value) => value === 'arp' || value === 'mac') },
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function keysOf(state: WorldState, given: Record<string, unknown>, keys: Record<string, Look>): CommandProblem[] {
  const problems: CommandProblem[] = [];
  for (const [key, look] of Object.entries(keys)) {
    const plain = key.replace('?', '');
    const value = Object.hasOwn(given, plain) ? given[plain] : undefined;
    if (value !== undefined) problems.push(...look(state, value, plain));
    else if (plain === key) problems.push(problem('key-missing', { key }));
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(keys, key) && !Object.hasOwn(keys, `${key}?`))
      problems.push(problem('key-unknown', { key: shown(key) }));
  }
  return problems;
}

/** Checks any JSON value against a world: its shape, its values, and that what it names is there. */
export function checkCommand(world: { readonly state: WorldState }, value: unknown): CommandCheck {
  if (!isRecord(value) || typeof value['do'] !== 'string' || !Object.hasOwn(commands, value['do'])) {
    return { ok: false, problems: [problem('not-a-command')] };
  }
  const { do: what, ...given } = value;
  const problems = keysOf(world.state, given, commands[what as Command['do']]);
  return problems.length ? { ok: false, problems } : { ok: true, command: value as unknown as Command };
}
