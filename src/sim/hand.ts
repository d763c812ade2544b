// What a hand does to the lab, as one line of text: `unplug C.eth0`, `link A-S12 loss 5 %`. Lessons, labs and the command line read it.

import type { Mistakes } from './labFields.ts';
import { nearest } from '../base/spelling.ts';
import { parseDuration } from '../base/time.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import { fits, tcpKnobs } from '../stack/knobs.ts';
import { parseCidr, parseIpv4, parseMac } from '../wire/address.ts';
import type { Command, LinkChange } from './command.ts';
import type { FaultSetup } from './lab.ts';
import { readFault } from './labFaults.ts';
import { parseChance, parseRate, parseSize, parseSwitch, spellDuration } from './labUnits.ts';
import { readYaml, yamlText } from './labYaml.ts';

type Read = { command: Command } | { wrong: string };

interface Form {
  /** How it is written. */
  use: string;
  does: string;
  read: (words: string[], rest: string) => Read | undefined;
}

const forms: Record<string, Form> = {
  plug: {
    use: 'plug C.eth0 S12.5',
    does: 'puts a cable between two ports; one that is in the first port is moved',
    read: ([from, to, ...more]) => (from && to && !more.length ? { command: { do: 'plug', from, to } } : undefined),
  },
  unplug: {
    use: 'unplug C.eth0',
    does: 'pulls the cable out',
    read: ([at, ...more]) => (at && !more.length ? { command: { do: 'unplug', at } } : undefined),
  },
  set: {
    use: 'set A.eth0 ip 192.168.12.1/24',
    does: 'changes `ip` (or `ip none`), `mac`, `mtu`, `up on|off`, `promiscuous on|off`',
    read: ([of, key, ...values]) => (of && key && values.length ? readSetting(of, key, values) : undefined),
  },
  gateway: {
    use: 'gateway A 192.168.12.254',
    does: 'sets the default gateway; `none` takes it away',
    read: ([of, via, ...more]) => {
      if (!of || !via || more.length) return undefined;
      if (via !== 'none' && parseIpv4(via) === undefined) return { wrong: `\`${via}\` is no address` };
      return { command: { do: 'gateway', of, via: via === 'none' ? '' : via } };
    },
  },
  link: {
    use: 'link A-S12 loss 5 %, delay 20 ms',
    does: 'changes a link: `rate delay jitter loss duplicate reorder reorderBy corrupt pastFcs queue mtu up`; `link A-S12 from A.eth0 …`: only frames sent there',
    read: ([link], rest) => (link ? readLink(link, rest.slice(rest.indexOf(link) + link.length).trim()) : undefined),
  },
  fault: {
    use: 'fault { drop: icmp, from: A, nth: 2, name: lost }',
    does: 'adds a fault, as a lab has them',
    read: (_, rest) => readOneFault(rest),
  },
  unfault: {
    use: 'unfault lost',
    does: 'takes a fault away',
    read: (_, rest) => (rest ? { command: { do: 'unfault', name: rest } } : undefined),
  },
  send: {
    use: 'send A.eth0 ffffffffffff 02000000000a 0806 …',
    does: 'sends a frame, octets in hexadecimal from the destination address on',
    read: ([from, ...octets]) => {
      if (!from || !octets.length) return undefined;
      const frame = fromHex(octets.join(''));
      return frame
        ? { command: { do: 'send', from, frame: toHex(frame, '') } }
        : { wrong: 'the octets are pairs of hexadecimal digits' };
    },
  },
  mirror: {
    use: 'mirror S12 1 2 to 3',
    does: 'copies what passes ports to another port; `mirror S12 off` ends it',
    read: ([of, ...words]) => {
      if (!of) return undefined;
      if (words.join() === 'off') return { command: { do: 'mirror', of, from: [] } };
      const at = words.indexOf('to');
      if (at < 1 || at !== words.length - 2) return undefined;
      return { command: { do: 'mirror', of, from: words.slice(0, at), to: words[at + 1]! } };
    },
  },
  clear: {
    use: 'clear arp A',
    does: 'empties a table: `arp` or `mac`',
    read: ([table, of, ...more]) =>
      (table === 'arp' || table === 'mac') && of && !more.length ? { command: { do: 'clear', of, table } } : undefined,
  },
  chop: {
    use: 'chop B seed:7',
    does: 'cuts the streams that programs on B read: `1` octet by octet, `glue`, `seed:7`, `at:3,7`; `off` ends it',
    read: ([on, rule, ...more]) => {
      if (!on || !rule || more.length) return undefined;
      if (!fits(tcpKnobs.chop, rule)) return { wrong: `nothing is cut by \`${rule}\`` };
      return { command: { do: 'chop', on, rule } };
    },
  },
  interrupt: {
    use: 'interrupt A',
    does: 'Ctrl-C in a terminal',
    read: ([on, ...more]) => (on && !more.length ? { command: { do: 'interrupt', on } } : undefined),
  },
};

/** All that a hand can do: how it is written, and what it does. */
export const handHelp: { use: string; does: string }[] = Object.values(forms).map(({ use, does }) => ({ use, does }));

/** Reads one line. What the lab has (devices, ports, links) is checked when it is done. */
export function parseHand(line: string): { ok: true; command: Command } | { ok: false; message: string; hint: string } {
  const words = line.trim().split(/\s+/);
  const verb = words[0] ?? '';
  if (!Object.hasOwn(forms, verb)) {
    const near = nearest(verb, Object.keys(forms));
    return {
      ok: false,
      message: `no hand can \`${verb}\``,
      hint: near ? `did you mean \`${near}\`?` : `there are: ${Object.keys(forms).join(', ')}`,
    };
  }
  const form = forms[verb]!;
  const read = form.read(words.slice(1), line.trim().slice(verb.length).trim());
  if (read && 'command' in read) return { ok: true, command: read.command };
  return { ok: false, message: read?.wrong ?? `\`${verb}\` is not complete`, hint: `write ${form.use}` };
}

function readSetting(of: string, key: string, values: string[]): Read {
  const value = values.join(' ');
  const on = parseSwitch(value);
  switch (key) {
    case 'ip': {
      const ip = value === 'none' ? [] : values;
      const odd = ip.find((one) => !parseCidr(one));
      return odd === undefined ? { command: { do: 'set', of, ip } } : { wrong: `\`${odd}\` is no address with prefix` };
    }
    case 'mac':
      return parseMac(value) === undefined
        ? { wrong: `\`${value}\` is no MAC address` }
        : { command: { do: 'set', of, mac: value } };
    case 'mtu':
      return /^\d{1,6}$/.test(value)
        ? { command: { do: 'set', of, mtu: Number(value) } }
        : { wrong: `\`${value}\` is no MTU` };
    case 'up':
    case 'promiscuous':
      return on === undefined
        ? { wrong: `\`${key}\` is \`on\` or \`off\`` }
        : { command: { do: 'set', of, [key]: on } };
    default:
      return { wrong: `an interface has no \`${key}\` to set` };
  }
}

const linkValues: Record<keyof LinkChange, (text: string) => unknown> = {
  rate: parseRate,
  delay: parseDuration,
  jitter: parseDuration,
  loss: parseChance,
  duplicate: parseChance,
  reorder: parseChance,
  reorderBy: parseDuration,
  corrupt: parseChance,
  pastFcs: parseSwitch,
  queue: parseSize,
  mtu: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined),
  up: parseSwitch,
};

function readLink(link: string, rest: string): Read | undefined {
  const from = /^from\s+(\S+)\s+/.exec(rest);
  const change: Record<string, unknown> = {};
  for (const part of rest.slice(from?.[0].length ?? 0).split(',')) {
    const [, key, value] = /^\s*(\S+)\s+(.+?)\s*$/.exec(part) ?? [];
    if (key === undefined || value === undefined) return undefined;
    if (!Object.hasOwn(linkValues, key)) return { wrong: `a link has no \`${key}\`` };
    const read = linkValues[key as keyof LinkChange](value);
    if (read === undefined) return { wrong: `\`${key}\` cannot be \`${value}\`` };
    // Values with a unit stay as they are written: that is how commands carry them.
    change[key] = typeof read === 'boolean' || key === 'mtu' ? read : value;
  }
  return { command: { do: 'link', link, ...(from ? { from: from[1]! } : {}), ...change } };
}

function readOneFault(rest: string): Read {
  const m: Mistakes = { errors: [], warnings: [] };
  const node = readYaml(rest, { file: '' }, m.errors);
  const fault = node && readFault(m, node, new Set());
  if (fault && m.errors.length === 0) return { command: { do: 'fault', add: fault } };
  const [first] = m.errors;
  return { wrong: first ? `${first.message}${first.hint ? ` (${first.hint})` : ''}` : 'this is no fault' };
}

/** How a hand does this command; undefined where no form says just that. */
export function handText(command: Command): string | undefined {
  const text = spelled(command);
  if (text === undefined || text.includes('\n')) return undefined;
  const read = parseHand(text);
  return read.ok && sameJson(read.command, command) ? text : undefined;
}

function spelled(command: Command): string | undefined {
  switch (command.do) {
    case 'plug':
      return `plug ${command.from} ${command.to}`;
    case 'unplug':
      return `unplug ${command.at}`;
    case 'set': {
      const [[key, value] = ['', ''], ...more] = Object.entries(command).filter(
        ([one]) => one !== 'do' && one !== 'of',
      );
      if (more.length) return undefined;
      return `set ${command.of} ${key} ${Array.isArray(value) ? value.join(' ') || 'none' : wordOf(value)}`;
    }
    case 'gateway':
      return `gateway ${command.of} ${command.via || 'none'}`;
    case 'link': {
      const { do: _, link, from, ...change } = command;
      const changes = Object.entries(change).map(([key, value]) => `${key} ${wordOf(value)}`);
      return `link ${link}${from === undefined ? '' : ` from ${from}`} ${changes.join(', ')}`;
    }
    case 'fault':
      return `fault ${faultText(command.add)}`;
    case 'unfault':
      return `unfault ${command.name}`;
    case 'send':
      return `send ${command.from} ${command.frame}`;
    case 'mirror':
      return command.from.length
        ? `mirror ${command.of} ${command.from.join(' ')} to ${command.to ?? ''}`
        : `mirror ${command.of} off`;
    case 'clear':
      return `clear ${command.table} ${command.of}`;
    case 'chop':
      return `chop ${command.on} ${command.rule}`;
    case 'interrupt':
      return `interrupt ${command.on}`;
    default:
      return undefined;
  }
}

const wordOf = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

/** A fault as a lab has it, in one line. */
export function faultText({ name, action, filter, ...rest }: FaultSetup): string {
  const parts = [`${action}: ${yamlText(filter)}`];
  if (rest.from !== undefined) parts.push(`from: ${yamlText(rest.from)}`);
  if (rest.nth) parts.push(`nth: [${rest.nth.join(', ')}]`);
  if (rest.by !== undefined) parts.push(`by: ${spellDuration(rest.by)}`);
  if (rest.octet !== undefined) parts.push(`octet: ${rest.octet}`);
  if (rest.xor !== undefined) parts.push(`xor: ${rest.xor}`);
  if (rest.pastFcs !== undefined) parts.push(`pastFcs: ${wordOf(rest.pastFcs)}`);
  return `{ ${[...parts, `name: ${yamlText(name)}`].join(', ')} }`;
}

/** Are two values the same JSON, in whatever order their keys stand? */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [one, other] = [a, b].map((value) => Object.entries(value).filter(([, item]) => item !== undefined));
  return (
    Array.isArray(a) === Array.isArray(b) &&
    one!.length === other!.length &&
    one!.every(([key, value]) => Object.hasOwn(b, key) && sameJson(value, (b as Record<string, unknown>)[key]))
  );
}
