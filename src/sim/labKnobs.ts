// The knobs of a host's stack and sockets, as a lab or its defaults set them: each by its name, within its bounds (stack/knobs.ts).

import { formatDuration, parseDuration } from '../base/time.ts';
import type { SocketSettings, StackOptions } from '../devices/setup.ts';
import { fits, hasOff, socketKnobs, stackKnobs, tcpKnobs, type Knob, type NumberKnob } from '../stack/knobs.ts';
import { defaultOptions } from '../stack/options.ts';
import { defaultSocketSettings } from '../stack/sockets/settings.ts';
import type { TcpOptions } from '../stack/tcp/options.ts';
import { fieldsOf, switchOf, valueOf, type Mistakes } from './labFields.ts';
import { formatSize, parseSize, spellDuration } from './labUnits.ts';
import { yamlText, type Entry, type Node } from './labYaml.ts';

type Fields = ReadonlyMap<string, Entry>;

/** What a host is given beside its interfaces. */
export interface HostKnobs {
  options: StackOptions;
  sockets: Readonly<SocketSettings>;
}

type UdpSettings = Omit<SocketSettings, 'tcp' | 'descriptors'>;
type Keys<T> = { readonly [K in keyof T]-?: string };

/** The names of knobs in a lab. */
export const stackNames: Keys<StackOptions> = {
  ttl: 'ttl',
  arpTimeout: 'arp-timeout',
  arpRetry: 'arp-retry',
  arpTries: 'arp-tries',
  arpProbe: 'probe',
  reassemblyTimeout: 'reassembly-timeout',
  echo: 'echo',
  echoBroadcast: 'echo-broadcast',
  icmpErrors: 'icmp-errors',
  icmpErrorInterval: 'icmp-error-interval',
};
export const udpNames: Keys<UdpSettings> = {
  udpReceiveBuffer: 'receiveBuffer',
  udpSendBuffer: 'sendBuffer',
  unreachableToAll: 'unreachableToAll',
  truncationFails: 'truncationFails',
};
/** TCP's have the names that programs and tests know them by. */
const tcpNames = Object.fromEntries(Object.keys(tcpKnobs).map((key) => [key, key])) as Keys<TcpOptions>;

const namesOf = (keys: Keys<unknown>): string[] => Object.values(keys);

const socketKeys = ['tcp', 'udp', 'descriptors', 'system'];
/** Where Windows does otherwise than Linux: a host of either system is what its knobs make it. */
const systems: Readonly<Record<string, Pick<SocketSettings, 'unreachableToAll' | 'truncationFails'>>> = {
  linux: { unreachableToAll: false, truncationFails: false },
  windows: { unreachableToAll: true, truncationFails: true },
};

/** Keys of knobs, as a device or `defaults` may have them. */
export const knobKeys: readonly string[] = [...namesOf(stackNames), ...socketKeys];

/** The knobs that `fields` set, and `base` for all others. */
export function readKnobs(m: Mistakes, fields: Fields, base?: HostKnobs): HostKnobs {
  return {
    options: { ...(base?.options ?? defaultOptions), ...readAll(m, fields, stackNames, stackKnobs) },
    sockets: readSockets(m, fields, base?.sockets ?? defaultSocketSettings),
  };
}

/** `base` itself where nothing is set: most hosts of a large lab share it. */
function readSockets(m: Mistakes, fields: Fields, base: Readonly<SocketSettings>): Readonly<SocketSettings> {
  if (!socketKeys.some((key) => fields.has(key))) return base;
  const part = (key: 'tcp' | 'udp', names: Keys<unknown>): Fields => {
    const entry = fields.get(key);
    return entry ? fieldsOf(m, entry.value, key, namesOf(names)) : new Map<string, Entry>();
  };
  const system = fields.get('system');
  const named = system && valueOf(m, system.value, 'system', (text) => systems[text], 'linux or windows');
  return {
    ...base,
    ...named,
    ...readAll(m, part('udp', udpNames), udpNames, socketKnobs),
    ...readAll(m, fields, { descriptors: 'descriptors' }, socketKnobs),
    tcp: { ...base.tcp, ...readAll(m, part('tcp', tcpNames), tcpNames, tcpKnobs) },
  };
}

/** What is given, and nothing else. */
function readAll<K extends string>(
  m: Mistakes,
  fields: Fields,
  names: Record<K, string>,
  knobs: Record<NoInfer<K>, Knob>,
): object {
  const given: Partial<Record<K, unknown>> = {};
  for (const key of Object.keys(names) as K[]) {
    const field = fields.get(names[key]);
    const read = field && readKnob(m, field.value, names[key], knobs[key]);
    if (read) given[key] = read.value;
  }
  return given;
}

/** Undefined after a mistake: the value itself may be undefined. */
function readKnob(m: Mistakes, node: Node, name: string, knob: Knob): { value: unknown } | undefined {
  let value: unknown;
  if (knob.is === 'switch') value = switchOf(m, node, name);
  else if (knob.is === 'word') {
    value = valueOf(m, node, name, (text) => (fits(knob, text) ? text : undefined), `one of ${knob.words.join(', ')}`);
  } else if (knob.is === 'rule') {
    const rule = 'a rule such as `1`, `glue`, `seed:7`, `at:3,7`, or `off`';
    value = valueOf(m, node, name, (text) => (fits(knob, text) ? text : undefined), rule);
  } else if (node.is === 'text' && node.text === 'off' && hasOff(knob)) return { value: knob.off };
  else value = valueOf(m, node, name, (text) => numberOf(text, knob), wanted(knob));
  return value === undefined ? undefined : { value };
}

const kinds = {
  time: { parse: parseDuration, format: formatDuration, with: 'a time with its unit' },
  size: { parse: parseSize, format: formatSize, with: 'a size with its unit' },
  count: {
    parse: (text: string) => (/^(\d{1,9}|0x[\da-f]{1,8})$/i.test(text) ? Number(text) : undefined),
    format: String,
    with: 'a whole number',
  },
} as const;

function numberOf(text: string, knob: NumberKnob): number | undefined {
  const value = kinds[knob.is].parse(text);
  return fits(knob, value) ? value : undefined;
}

function wanted(knob: NumberKnob): string {
  const { format, with: kind } = kinds[knob.is];
  return `${kind}, from ${format(knob.least)} to ${format(knob.most)}${hasOff(knob) ? ', or `off`' : ''}`;
}

/** A value of a knob as a lab spells it. */
export function knobText(knob: Knob, value: unknown): string {
  if (knob.is === 'switch') return value ? 'on' : 'off';
  if (knob.is === 'word') return String(value);
  if (knob.is === 'rule') return yamlText(String(value));
  if (hasOff(knob) && value === knob.off) return 'off';
  return knob.is === 'time' ? spellDuration(value as number) : kinds[knob.is].format(value as number);
}
