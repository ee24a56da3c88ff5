/** Thrown inside a transaction to roll it back and still tell an expected outcome. */
export class RolledBack<T> extends Error {
  override readonly name = 'RolledBack';
  readonly outcome: T;

  constructor(outcome: T) {
    super('The transaction was rolled back');
    this.outcome = outcome;
  }

  /** What the work returned, or the outcome it rolled back with. */
  static async outcomeOf<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RolledBack) return error.outcome as T;
      throw error;
    }
  }
}
