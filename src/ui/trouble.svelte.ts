// Mistakes of the classroom itself: caught at the window, shown in a panel, never silently lost.

/** Something that can tell what is needed to have the run again: seed and commands. */
type Witness = () => unknown;

class Trouble {
  /** The text to report; undefined: all is well. */
  report = $state.raw<string | undefined>();
  #witness: Witness | undefined;

  /** Says who can describe the run; gives a function that takes this back. */
  attend(witness: Witness): () => void {
    this.#witness = witness;
    return () => {
      if (this.#witness === witness) this.#witness = undefined;
    };
  }

  tell(fault: unknown): void {
    const stack = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    let run = '';
    try {
      run = this.#witness ? JSON.stringify(this.#witness()) : '';
    } catch {
      // the first fault is the one to tell
    }
    this.report ??= [`${location.hash || '#/'}`, stack, run].filter(Boolean).join('\n\n');
  }
}

export const trouble = new Trouble();

addEventListener('error', (event) => {
  // Browsers report a resize that takes two frames as an error; nothing is wrong then.
  if (!/ResizeObserver loop/.test(event.message)) trouble.tell(event.error ?? event.message);
});
addEventListener('unhandledrejection', (event) => trouble.tell(event.reason));
