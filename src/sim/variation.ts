// One thing that is different: a knob of a host, a cable, a command, luck. The same commands are done again so, at the same instants, for two runs to be
// compared. The history itself is left as it is.

import type { HostSetup, SocketSettings } from '../devices/setup.ts';
import type { TcpOptions } from '../stack/tcp/options.ts';
import { startHistory, type History } from './history.ts';
import type { Lab, LinkProfile, LinkSetup } from './lab.ts';
import { carryOut, deedsFrom, type Deed } from './rewrite.ts';
import type { Turns } from './turns.ts';

/** What of a cable may be different: chances in a million, ns, bit/s. */
export type LinkKey = 'loss' | 'delay' | 'rate';

/** `log`: commands are named by their place in the log. */
export type Variation =
  | { kind: 'knob'; of: string; knob: keyof TcpOptions; value: TcpOptions[keyof TcpOptions] }
  | { kind: 'link'; link: string; key: LinkKey; value: number }
  | { kind: 'line'; log: number; line: string }
  | { kind: 'without'; log: number }
  | { kind: 'seed'; seed: number };

/** A line that the lab offers to be typed instead of another; `run` is the one that it stands for. */
export type LabVariation =
  Extract<Variation, { kind: 'knob' | 'link' | 'seed' }> | { kind: 'instead'; on: string; run: string; line: string };

/** What the lab of a variation is. A cable or host that is not there changes nothing. */
function variedLab(history: History, variation: Variation): Lab {
  const { lab, log } = history;
  if (variation.kind === 'knob') {
    const { of, knob, value } = variation;
    const turned = (host: HostSetup): HostSetup => ({ ...host, sockets: withKnob(host.sockets, knob, value) });
    return { ...lab, devices: lab.devices.map((one) => (one.name === of && 'sockets' in one ? turned(one) : one)) };
  }
  if (variation.kind === 'link') {
    const { link, key, value } = variation;
    return { ...lab, links: lab.links.map((one) => (one.name === link ? withProfile(one, { [key]: value }) : one)) };
  }
  if (variation.kind === 'seed') return { ...lab, seed: variation.seed };
  if (variation.kind === 'without' && log[variation.log]?.scripted && !log[variation.log]?.step) {
    // A line of the lab's own would be done all the same when its time comes.
    const line = log.slice(0, variation.log).filter((entry) => entry.scripted && !entry.step).length;
    return { ...lab, do: lab.do.filter((_, i) => i !== line) };
  }
  return lab;
}

const withKnob = (sockets: Readonly<SocketSettings>, knob: keyof TcpOptions, value: unknown): SocketSettings => ({
  ...sockets,
  tcp: { ...sockets.tcp, [knob]: value },
});

const withProfile = (link: LinkSetup, change: Partial<LinkProfile>): LinkSetup => ({
  ...link,
  profile: { ...link.profile, ...change },
  ...(link.back ? { back: { ...link.back, ...change } } : {}),
});

/** The run as it would have been: the same commands, each as early in its instant as before, up to the last of them. It can then be extended. */
export function* vary(history: History, variation: Variation): Turns<History> {
  const seed = variation.kind === 'seed' ? variation.seed : history.seed;
  const other = startHistory(variedLab(history, variation), seed);
  const deeds = deedsFrom(history, 0).flatMap((deed, number) => variedDeed(deed, number, variation) ?? []);
  yield* carryOut(other, { before: 0, deeds });
  return other;
}

function variedDeed(deed: Deed, number: number, variation: Variation): Deed | undefined {
  if (variation.kind === 'without' && variation.log === number) return undefined;
  const { command } = deed;
  if (variation.kind !== 'line' || variation.log !== number || command.do !== 'run') return deed;
  return { ...deed, command: { ...command, line: variation.line } };
}
