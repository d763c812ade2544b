// How wide and high the panes are: what the reader chose, held within what the window leaves. Kept in the browser.
import { recall, remember } from './storage.ts';

const panes = ['lesson', 'inspector', 'below', 'packet'] as const;
type Pane = (typeof panes)[number];

interface Range {
  value: number;
  least: number;
  most: number;
  usual: number;
}

export type PaneBounds = Record<Pane, Range>;

/** px. The stage is never narrower or lower than this. */
const STAGE_WIDTH = 420;
const STAGE_HEIGHT = 220;
/** px: bar, timeline with sentence. */
const FIXED_HEIGHT = 48 + 130;

class PaneSizes {
  chosen = $state.raw<Partial<Record<Pane, number>>>({});

  constructor() {
    const kept = (recall('panes') ?? {}) as Record<string, unknown>;
    const sizes = panes.flatMap((pane) => (Number.isFinite(kept[pane]) ? [[pane, kept[pane] as number]] : []));
    this.chosen = Object.fromEntries(sizes);
  }

  set(pane: Pane, value: number): void {
    this.chosen = { ...this.chosen, [pane]: value };
    remember('panes', this.chosen);
  }

  /** Every pane's size in a window of this size, with the bounds it may be moved in. Without a packet its pane is small. `share`: of the height, what the view below has while nobody has chosen. */
  within(width: number, height: number, packetOpen: boolean, share = 0): PaneBounds {
    const wide = width >= 1200;
    const range = (pane: Pane, least: number, most: number, usual: number): Range => {
      const top = Math.max(least, Math.round(most));
      const clamp = (value: number): number => Math.min(Math.max(Math.round(value), least), top);
      return { value: clamp(this.chosen[pane] ?? usual), least, most: top, usual: clamp(usual) };
    };
    const inspector = range('inspector', 300, width - STAGE_WIDTH - 320, width * 0.27);
    const lesson = range(
      'lesson',
      300,
      width - STAGE_WIDTH - (wide ? inspector.value : 0),
      wide ? width * 0.28 : width * 0.42,
    );
    const below = range('below', 120, height - FIXED_HEIGHT - STAGE_HEIGHT, height * 0.27);
    const packet = range('packet', 140, height - 48 - 160, (height - 48) * 0.58);
    if (!packetOpen) packet.value = packet.least;
    if (this.chosen.below === undefined)
      below.value = Math.max(below.value, Math.min(below.most, Math.round(height * share)));
    return { lesson, inspector, below, packet };
  }
}

export const paneSizes = new PaneSizes();
