// The reader's first move on the page: what only a hand needs is loaded then, so that text and picture do not wait for it.

const moves = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'];

/** Resolves when a pointer, a finger, a wheel or a key first stirs. */
export const firstMove = new Promise<void>((resolve) => {
  const moved = (): void => {
    for (const move of moves) removeEventListener(move, moved, true);
    resolve();
  };
  for (const move of moves) addEventListener(move, moved, { capture: true, passive: true });
});
