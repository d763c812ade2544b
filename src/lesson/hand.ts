// What a hand does to the lab, as one line of text: `unplug C.eth0`, `link A-S12 loss 5 %`. Lessons and the command line read it.

import type { Mistakes } from '../sim/labFields.ts';
import { nearest } from '../base/spelling.ts';
import { parseDuration } from '../base/time.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import { parseCidr, parseIpv4, parseMac } from '../wire/address.ts';
import type { Command, LinkChange } from '../sim/command.ts';
import { readFault } from '../sim/labFaults.ts';
import { parseChance, parseRate, parseSize, parseSwitch } from '../sim/labUnits.ts';
import { readYaml } from '../sim/labYaml.ts';

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
