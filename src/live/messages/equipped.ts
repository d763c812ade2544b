// Messages about a world in which something happens wait until its equipment (programs, display filter) is loaded, and all after them wait in order.

import type { Lab } from '../../sim/lab.ts';
import { displayFilter } from '../../sim/displayFilter.ts';
import type { Request, Update } from './message.ts';

/** A lab in which something happens by itself that needs equipment. Labs of unchecked messages may be anything. */
const isActive = (lab: Partial<Lab> | undefined): boolean =>
  Boolean(lab?.do?.length || lab?.programs?.length || lab?.faults?.length);

/** Can this request make programs run or faults strike? */
export function requestNeedsEquipment(request: Request): boolean {
  if (request?.type === 'start') return isActive(request.lab) || Boolean(request.log?.length);
  return ['act', 'rewrite', 'rehearse', 'judge', 'reach'].includes(request?.type);
}

/** Will a replay of what this update brings run programs, or faults strike in it? */
export const updateNeedsEquipment = (update: Update): boolean =>
  update.type === 'grown' && (update.log.length > 0 || isActive(update.fresh?.lab));

/** Gives messages on in their order, the equipment loaded before the first that needs it. `lose` gets those that waited when it cannot be loaded. */
export function equippedFor<T>(
  needs: (message: T) => boolean,
  give: (message: T) => void,
  lose: (message: T, why: string) => void,
): (message: T) => void {
  let waiting: T[] | undefined;
  return (message) => {
    if (waiting) waiting.push(message);
    else if (displayFilter.provided || !needs(message)) give(message);
    else {
      const held = (waiting = [message]);
      import('../../sim/equipment.ts').then(
        () => {
          waiting = undefined;
          held.forEach(give);
        },
        (reason: unknown) => {
          waiting = undefined;
          for (const one of held) lose(one, `The programs of the hosts could not be loaded: ${String(reason)}`);
        },
      );
    }
  };
}
