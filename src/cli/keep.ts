// `--snaplen` and `--ring`: how much of a long run is kept; and the lines that say so wherever it is shown.
import { formatInstant } from '../base/time.ts';
import type { History } from '../sim/history.ts';
import { parseSize } from '../sim/labUnits.ts';
import { rowAt } from '../sim/record.ts';
import type { Ring } from '../sim/ring.ts';
import type { Options } from './command.ts';

/** As `startHistory` takes it. */
export interface Keep {
  snaplen?: number;
  ring?: Ring;
}

export const keepOptions = {
  snaplen: {
    value: 'N',
    short: 's',
    help: 'keeps the first N octets of each frame (96 shows the headers; 0: all, as it is without); what happens is the same',
  },
  ring: {
    value: 'N|SIZE',
    help: 'keeps what came last: at least N events, or so much memory (64 MB), from a checkpoint on; what came before is gone',
  },
} as const;

/** An Ethernet header fits. */
const LEAST_SNAPLEN = 14;
const MOST_SNAPLEN = 262_144;

/** What the options ask for. Mistakes are told in a line each. */
export function readKeep(options: Options, mistakes: string[]): Keep {
  const keep: Keep = {};
  const { snaplen, ring } = options;
  if (typeof snaplen === 'string' && snaplen !== '0') {
    const octets = /^\d{1,6}$/.test(snaplen) ? Number(snaplen) : 0;
    if (octets >= LEAST_SNAPLEN && octets <= MOST_SNAPLEN) keep.snaplen = octets;
    else mistakes.push(`run: --snaplen ${snaplen}: octets, from ${LEAST_SNAPLEN} to ${MOST_SNAPLEN}, or 0 for all`);
  }
  if (typeof ring === 'string') {
    const rows = /^\d{1,9}$/.test(ring) ? Number(ring) : 0;
    const octets = parseSize(ring);
    if (rows > 0) keep.ring = { rows };
    else if (octets) keep.ring = { octets };
    else mistakes.push(`run: --ring ${ring}: a number of events, or a size with its unit, such as 64 MB`);
  }
  if (options['log'] !== undefined && (keep.snaplen || keep.ring))
    mistakes.push('run: --snaplen, --ring: a log is compared with all of its run');
  return keep;
}

/** What a reader must know of a run of which not all was kept. */
export function keptLines({ record }: History): string[] {
  const lines: string[] = [];
  if (record.firstRow) {
    const from = formatInstant(rowAt(record, record.firstRow).at);
    lines.push(`--- ring: what happened before ${from} s (${record.firstRow} events) is not kept ---`);
  }
  if (record.snaplen !== Infinity)
    lines.push(`--- snaplen: of each frame the first ${record.snaplen} octets are kept ---`);
  return lines;
}
