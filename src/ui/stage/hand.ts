// The hand on the stage comes with the reader's first move: until then a picture needs no zooming and no dragging.

import { firstMove } from '../firstMove.ts';

type Grasp = typeof import('./grasp.ts');

/** What a hand can do, once there is one. */
export const hand: Promise<Grasp> = firstMove.then(() => import('./grasp.ts'));

/** For attachments: takes hold of a node as soon as there is a hand, unless the node has gone. */
export function inHand(take: (grasp: Grasp) => () => void): () => void {
  let release: (() => void) | undefined;
  let gone = false;
  void hand.then((grasp) => {
    if (!gone) release = take(grasp);
  });
  return () => {
    gone = true;
    release?.();
  };
}
