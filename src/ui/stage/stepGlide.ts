// A step from one instant to the next is seen as a short glide: the frames are drawn at the places between, while all else already shows the new instant.

import type { Player } from '../../player/player.svelte.ts';
import { flyersAt, type Flyer } from '../../player/positions.ts';
import { instantAt, nextInstant, placeOf } from '../../player/storyTime.ts';

/** How long the glide lasts, ms. */
const LASTS = 230;

export class StepGlide {
  private playhead = -1;
  private from = 0;
  private began = -Infinity;
  private shown = 0;

  /** The story's place to be drawn `now` (ms of the clock on the wall). */
  placeAt(player: Player, now: number): number {
    const { playhead, place, playing } = player;
    if (playhead !== this.playhead) {
      this.began = !playing && this.isStep(player) ? now : -Infinity;
      this.from = this.shown;
      this.playhead = playhead;
    }
    const share = playing ? 1 : Math.min(1, (now - this.began) / LASTS);
    this.shown = share < 1 ? this.from + (place - this.from) * share * (2 - share) : place;
    return this.shown;
  }

  /** What is on its way at that place. */
  flyers(player: Player, place: number): Flyer[] {
    if (player.playing || place === player.place) return player.flyers;
    return flyersAt(player.index, player.story, instantAt(player.story, place), place);
  }

  /** True when the playhead went to the neighbouring instant of something that happens. */
  private isStep({ story, playhead }: Player): boolean {
    const [low, high] = [Math.min(this.playhead, playhead), Math.max(this.playhead, playhead)];
    if (low < 0 || nextInstant(story, low) !== high) return false;
    // Both are such instants: to or from a moment on the way there is no step.
    return low === 0 || placeOf(story, low, 'before') < placeOf(story, low, 'after');
  }
}
