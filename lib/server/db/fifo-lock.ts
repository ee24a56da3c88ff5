/** Lets one holder in at a time, in the order in which they asked. */
export class FifoLock {
  readonly #waiting: (() => void)[] = [];
  #held = false;

  /** Resolves with the function that lets the next one in; calling it again does nothing. */
  async acquire(): Promise<() => void> {
    if (this.#held) await new Promise<void>((enter) => this.#waiting.push(enter));
    this.#held = true;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = this.#waiting.shift();
      if (next === undefined) this.#held = false;
      else next();
    };
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }
}
