// What may be different in a second run of the same commands: a short list of what is worth trying, made from what the lab has and what was done.

import { MILLISECOND } from '../base/time.ts';
import type { HostSetup } from '../devices/setup.ts';
import { fits, tcpKnobs } from '../stack/knobs.ts';
import type { TcpOptions } from '../stack/tcp/options.ts';
import type { History, LoggedCommand } from './history.ts';
import type { Lab, LinkSetup } from './lab.ts';
import { streamsOf } from './analysis/streams.ts';
import { knobText } from './labKnobs.ts';
import { formatChance, formatRate, spellDuration } from './labUnits.ts';
import type { LabVariation, LinkKey, Variation } from './variation.ts';

/** Of a large lab, so many hosts and cables. */
const MOST = 6;
const KIB = 1024;

/** Of which knobs another value is offered, and which. */
const knobValues = {
  nagle: [true, false],
  delayedAck: [0, 40 * MILLISECOND, 200 * MILLISECOND],
  congestion: ['reno', 'cubic', 'tahoe', 'none'],
  sack: [true, false],
  receiveBuffer: [2 * KIB, 64 * KIB],
  sendBuffer: [2 * KIB, 64 * KIB],
  mss: [0, 536],
  windowScale: [true, false],
  initialWindow: [1, 10],
  chop: ['off', '1', 'glue', 'seed:1'],
} as const satisfies { [K in keyof TcpOptions]?: readonly TcpOptions[K][] };

const linkValues: Record<LinkKey, readonly number[]> = {
  loss: [0, 100_000],
  delay: [MILLISECOND, 20 * MILLISECOND, 200 * MILLISECOND],
  rate: [64_000, 1_000_000, 100_000_000],
};

/** What may be different of a run, by a group: the lab's own offers, hosts, cables, commands, luck. */
export interface Offers {
  lab: Variation[];
  hosts: { name: string; variations: Variation[] }[];
  links: { name: string; variations: Variation[] }[];
  commands: Variation[];
  seed: Variation[];
}

/** What can be different of this run. Knobs, of hosts whose TCP was used, and cables count as the lab has them, whatever was set since. */
export function offersFor(history: History): Offers {
  const { lab, seed, log } = history;
  const ends = streamsOf(history).flatMap((stream) => stream.ends.map(({ device }) => device));
  const talking = new Set(
    ends.flatMap((device) => (device === undefined ? [] : [history.live.state.devices[device]!.name])),
  );
  const hosts = lab.devices.flatMap((one) => ('sockets' in one && talking.has(one.name) ? [one] : []));
  return {
    lab: (lab.compare ?? []).flatMap((one) => resolved(one, log) ?? []),
    hosts: hosts.slice(0, MOST).map((host) => ({ name: host.name, variations: knobsOf(host) })),
    links: lab.links.slice(0, MOST).map((link) => ({ name: link.name, variations: valuesOf(link) })),
    commands: log.flatMap((entry, number) => ofCommand(lab, entry, number)),
    seed: [{ kind: 'seed', seed: (seed + 1) >>> 0 }],
  };
}

function knobsOf({ name, sockets }: HostSetup): Variation[] {
  return (Object.keys(knobValues) as (keyof typeof knobValues)[]).flatMap((knob) =>
    knobValues[knob]
      .filter((value) => value !== sockets.tcp[knob] && fits(tcpKnobs[knob], value))
      .map((value): Variation => ({ kind: 'knob', of: name, knob, value })),
  );
}

const valuesOf = ({ name, profile }: LinkSetup): Variation[] =>
  (Object.keys(linkValues) as LinkKey[]).flatMap((key) =>
    linkValues[key]
      .filter((value) => value !== profile[key])
      .map((value): Variation => ({ kind: 'link', link: name, key, value })),
  );

/** Without it; and where it starts a program with a switch among its arguments, with the switch the other way. */
function ofCommand(lab: Lab, { command, step }: LoggedCommand, number: number): Variation[] {
  // What programs do by themselves they would do again.
  if (step || command.do === 'call' || command.do === 'crash') return [];
  const without: Variation = { kind: 'without', log: number };
  if (command.do !== 'run') return [without];
  return [
    ...otherLines(lab, command.on, command.line).map((line): Variation => ({ kind: 'line', log: number, line })),
    without,
  ];
}

/** A `.calls` file begins with `let name = value`, which the command line may set otherwise: switches, 0 or 1, are offered the other way. */
function otherLines(lab: Lab, on: string, line: string): string[] {
  const host = lab.devices.find((one) => one.name === on);
  const file = /^\s*calls\s+(\S+)/.exec(line)?.[1];
  const text = host && 'sockets' in host && file !== undefined ? host.files[file] : undefined;
  return [...(text ?? '').matchAll(/^let\s+(\w+)\s*=\s*([01])\s*$/gm)].map(([, name, usual]) => {
    const given = new RegExp(`(\\s)${name}=(\\S+)`).exec(line);
    const other = (given?.[2] ?? usual) === '0' ? '1' : '0';
    return given ? line.replace(given[0], `${given[1]}${name}=${other}`) : `${line} ${name}=${other}`;
  });
}

/** An offer of the lab for this run; undefined where the line that it is about has not been typed. */
function resolved(one: LabVariation, log: readonly LoggedCommand[]): Variation | undefined {
  if (one.kind !== 'instead') return one;
  const number = log.findIndex(
    ({ command }) => command.do === 'run' && command.on === one.on && command.line === one.run,
  );
  return number < 0 ? undefined : { kind: 'line', log: number, line: one.line };
}

/** A value of a knob of TCP as a lab spells it. */
export const knobValueText = (knob: keyof TcpOptions, value: unknown): string => knobText(tcpKnobs[knob], value);

/** What of a cable is different, as a lab spells it. */
export const linkValueText: Record<LinkKey, (value: number) => string> = {
  loss: formatChance,
  delay: spellDuration,
  rate: formatRate,
};
