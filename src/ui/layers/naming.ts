// The ways in which people name the layers: OSI's seven (ISO/IEC 7498-1), and the five or four of TCP/IP (RFC 1122 section 1.1.3 has four).

import type { Layer } from '../../wire/dissection.ts';

export const namings = ['osi', 'five', 'four'] as const;
export type Naming = (typeof namings)[number];

/** One layer of a naming. */
export interface Level {
  /** Key of its name among the texts. */
  name: string;
  /** Counted from below, as OSI does; undefined where nobody counts. */
  number: number | undefined;
  /** Which of the layers that packets here have belong to it; none for those that nothing here belongs to. */
  layers: readonly Layer[];
}

const level = (name: string, number: number | undefined, ...layers: Layer[]): Level => ({ name, number, layers });

const LEVELS: Record<Naming, readonly Level[]> = {
  osi: [
    level('application', 7, 'application'),
    level('presentation', 6),
    level('session', 5),
    level('transport', 4, 'transport'),
    level('network', 3, 'network'),
    level('data-link', 2, 'link'),
    level('physical', 1, 'physical'),
  ],
  five: [
    level('application', 5, 'application'),
    level('transport', 4, 'transport'),
    level('network', 3, 'network'),
    level('link', 2, 'link'),
    level('physical', 1, 'physical'),
  ],
  four: [
    level('application', undefined, 'application'),
    level('transport', undefined, 'transport'),
    level('internet', undefined, 'network'),
    level('link', undefined, 'link', 'physical'),
  ],
};

/** The layers of a naming, from the top down. */
export const levelsOf = (naming: Naming): readonly Level[] => LEVELS[naming];

/** The layer of a naming that something belongs to. Every layer of a packet is in one. */
export const levelOf = (naming: Naming, layer: Layer): Level =>
  LEVELS[naming].find(({ layers }) => layers.includes(layer))!;

/** What was kept of the reader's choice, if it is one. */
export const namingFrom = (kept: unknown): Naming => namings.find((one) => one === kept) ?? 'five';
