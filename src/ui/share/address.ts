// The address of this very moment: lesson and step or lab, language, all that was done, and the playhead.

import type { Player } from '../../player/player.svelte.ts';
import { pack, sharedRunOf, withoutCalls, type SharedRun } from '../../player/share.ts';
import { language } from '../language.svelte.ts';
import { formatRoute, type Route } from '../route.ts';

/** The whole address, or undefined where the run is too large for one. `embed`: the network and time alone, for a frame in another page. */
export async function addressOf(player: Player, route: Route, here: URL, embed = false): Promise<string | undefined> {
  const hash = await hashOf(player, route);
  if (hash === undefined) return undefined;
  const address = new URL(here);
  address.hash = hash;
  address.search = embed ? '?embed' : '';
  return address.href;
}

/** With what scripts called, so that nobody needs Python to see it; where that is too long for an address, without. */
const packed = async (run: SharedRun): Promise<string | undefined> => (await pack(run)) ?? pack(withoutCalls(run));

async function hashOf(player: Player, route: Route): Promise<string | undefined> {
  const { history, playhead } = player;
  const moment = { at: playhead, language: language.now };
  if (route.page === 'lesson') {
    if (!history.log.length) return formatRoute({ page: 'lesson', lesson: route.lesson, step: route.step, ...moment });
    const run = await packed(sharedRunOf(history));
    return run && formatRoute({ page: 'lesson', lesson: route.lesson, step: route.step, run, ...moment });
  }
  const { writeLab } = await import('../../sim/labWrite.ts');
  const run = await packed(sharedRunOf(history, writeLab(history.lab)));
  return run && formatRoute({ page: 'lab', run, ...moment });
}
