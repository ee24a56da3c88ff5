import type { DayLimits } from './types';

/** Today's seconds while a list is filled, and the "ten more" that go beyond them. */
export class MinutesLeft {
  #seconds: number;
  #extra: number;
  #isUntouched: boolean;

  constructor(limits: DayLimits, extra: number) {
    this.#seconds = Math.max(0, limits.budgetSeconds - limits.spentSeconds);
    this.#extra = extra;
    this.#isUntouched = limits.spentSeconds === 0 && limits.budgetSeconds > 0;
  }

  get seconds(): number {
    return this.#seconds;
  }

  /** Drills belong to answers already given: they are shown in any case, and they cost time. */
  spend(seconds: number): void {
    this.#seconds -= seconds;
    this.#isUntouched = false;
  }

  /** Whether the question fits. The first one of a day does even if it alone is longer than the day's minutes. */
  take(seconds: number): boolean {
    if (seconds > this.#seconds && !this.#isUntouched) return this.takeExtra();
    this.spend(seconds);
    return true;
  }

  takeExtra(): boolean {
    if (this.#extra <= 0) return false;
    this.#extra -= 1;
    return true;
  }
}
