// What is written beside a cable: the properties in which it differs from an ordinary one. Units as labs write them.

import { formatDuration, MILLISECOND } from '../../base/time.ts';
import type { LinkProfile } from '../../sim/lab.ts';
import type { SceneCable } from './scene.ts';

/** What a cable is unless somebody says otherwise (100 Mbit/s, 1 ms, Ethernet's MTU): not worth a word on the stage. */
const ORDINARY = { rate: 100_000_000, delay: MILLISECOND, mtu: 1500 };

/** `2.5 %` of so many in a million. */
export const formatChance = (perMillion: number): string => `${Number((perMillion / 10_000).toFixed(4))} %`;

/** `100 Mbit/s`. */
export function formatRate(bitsPerSecond: number): string {
  if (bitsPerSecond === 0) return '∞ bit/s';
  const [unit, name] =
    bitsPerSecond >= 1e9
      ? [1e9, 'Gbit/s']
      : bitsPerSecond >= 1e6
        ? [1e6, 'Mbit/s']
        : bitsPerSecond >= 1e3
          ? [1e3, 'kbit/s']
          : [1, 'bit/s'];
  return `${Number((bitsPerSecond / (unit as number)).toFixed(3))} ${name as string}`;
}

/** Short badges for one direction, most telling first; `words` names what is a chance. */
export function badgesOf(
  profile: LinkProfile,
  words: (key: 'loss' | 'duplicate' | 'reorder' | 'corrupt' | 'jitter' | 'mtu') => string,
): string[] {
  const badges: string[] = [];
  for (const key of ['loss', 'corrupt', 'duplicate', 'reorder'] as const) {
    if (profile[key] > 0) badges.push(`${words(key)} ${formatChance(profile[key])}`);
  }
  if (profile.delay !== ORDINARY.delay) badges.push(formatDuration(profile.delay));
  if (profile.jitter > 0) badges.push(`${words('jitter')} ${formatDuration(profile.jitter)}`);
  if (profile.rate !== ORDINARY.rate) badges.push(formatRate(profile.rate));
  if (profile.mtu !== ORDINARY.mtu) badges.push(`${words('mtu')} ${profile.mtu}`);
  return badges;
}

/** What is noted at a cable: for each direction where they differ. */
export function cableText(
  { profiles, state }: SceneCable,
  words: (key: `stage.link.${string}`) => string,
): string | undefined {
  if (state !== 'up') return words(`stage.link.${state}`);
  const [there, back] = profiles.map((profile) => badgesOf(profile, (key) => words(`stage.link.${key}`)).join(' · '));
  const text = there === back ? there : [there && `→ ${there}`, back && `← ${back}`].filter(Boolean).join('   ');
  return text || undefined;
}
