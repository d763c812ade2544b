// Which of several exercises on the page a click on the stage is for: the one that the reader touched last, else the first.

interface Waiting {
  one: symbol;
  node: Node;
}

const inOrder = (a: Waiting, b: Waiting): number =>
  a.node.compareDocumentPosition(b.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

class Listening {
  #waiting = $state.raw<readonly Waiting[]>([]);
  #touched = $state.raw<symbol | undefined>();

  is(one: symbol): boolean {
    const touched = this.#waiting.find((other) => other.one === this.#touched);
    return (touched ?? this.#waiting[0])?.one === one;
  }

  /** Waits for clicks, as the exercise that stands at `node`; gives what ends that. */
  join(one: symbol, node: Node): () => void {
    this.#waiting = [...this.#waiting, { one, node }].sort(inOrder);
    return () => (this.#waiting = this.#waiting.filter((other) => other.one !== one));
  }

  /** The reader is at this one now. */
  come(one: symbol): void {
    this.#touched = one;
  }
}

export const listening = new Listening();
