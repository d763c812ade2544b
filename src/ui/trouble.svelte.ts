// Mistakes of the classroom itself: caught at the window, shown in a panel, never silently lost.

/** Something that can tell what is needed to have the run again: seed and commands. */
type Witness = () => unknown;

class Trouble {
  /** The text to report; undefined: all is well. */
  report = $state.raw<string | undefined>();
  /** No fault of the classroom's: a part of it could not be fetched. */
  missing = $state(false);
  #witness: Witness | undefined;
  /** What the last one said as it went: a page that has failed is gone before its fault is told. */
  #said = '';

  /** Says who can describe the run; gives a function that takes this back. */
  attend(witness: Witness): () => void {
    this.#witness = witness;
    this.#said = '';
    return () => {
      if (this.#witness !== witness) return;
      this.#said = this.#run();
      this.#witness = undefined;
    };
  }

  tell(fault: unknown): void {
    this.report ??= this.reportOf(fault);
  }

  /** What whoever mends a fault needs: where it was, what it was, and seed and commands of the run. */
  reportOf(fault: unknown, view = ''): string {
    const stack = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    return [`${location.hash || '#/'} ${view}`.trimEnd(), stack, this.#run()].filter(Boolean).join('\n\n');
  }

  #run(): string {
    try {
      return this.#witness ? JSON.stringify(this.#witness()) : this.#said;
    } catch {
      return ''; // the first fault is the one to tell
    }
  }
}

export const trouble = new Trouble();

addEventListener('error', (event) => {
  // Browsers report a resize that takes two frames as an error; nothing is wrong then.
  if (!/ResizeObserver loop/.test(event.message)) trouble.tell(event.error ?? event.message);
});
// Vite says so before the import fails: the network has gone, or a newer version has taken this one's place on the server.
addEventListener('vite:preloadError', () => (trouble.missing = true));
addEventListener('unhandledrejection', (event) => trouble.tell(event.reason));
