// Which of several exercises on the page a click on the stage is for: the one that the reader touched last, else the first.

class Listening {
  #waiting = $state.raw<readonly symbol[]>([]);

  is(one: symbol): boolean {
    return this.#waiting[0] === one;
  }

  /** Waits for clicks, behind those that wait already; gives what ends that. */
  join(one: symbol): () => void {
    this.#waiting = [...this.#waiting, one];
    return () => (this.#waiting = this.#waiting.filter((other) => other !== one));
  }

  /** The reader is at this one now. */
  come(one: symbol): void {
    if (this.is(one) || !this.#waiting.includes(one)) return;
    this.#waiting = [one, ...this.#waiting.filter((other) => other !== one)];
  }
}

export const listening = new Listening();
