import { isQuality, type Quality, type Sm2State, type Sm2Variant } from './types';

/** The saturation keeps interval × ease a safe integer for any ease that can be reached; it is no limit on due days. */
const LONGEST_INTERVAL_DAYS = 1_000_000_000;
const LEAST_EASE = 130;

export const sm2Initial: Sm2State = Object.freeze({ repetitions: 0, intervalDays: 0, easeHundredths: 250 });

/**
 * The next SM-2 state after one answer. Intervals in whole study days, ease in hundredths (250 = 2.50); the old ease
 * multiplies. `text1990` rounds up and keeps the ease on a fail; `delphi` rounds to nearest, ties to even, and changes the
 * ease for every quality.
 * @throws RangeError unless quality is an integer 0..5, the variant is known and the state is one that SM-2 can reach
 * Source: P. A. Wozniak 1990, Optimization of learning, ch. 3.2, steps 3–6; SuperMemo World's Delphi source for `delphi`.
 */
export function reviewSm2(state: Sm2State, quality: Quality, variant: Sm2Variant = 'text1990'): Sm2State {
  const { repetitions, intervalDays, easeHundredths } = state;
  if (!isQuality(quality)) throw new RangeError(`Not a quality: ${String(quality)}`);
  if (!isVariant(variant)) throw new RangeError(`Not a variant of SM-2: ${variant}`);
  if (!isReachable(repetitions, intervalDays, easeHundredths)) {
    throw new RangeError(`Not a state of SM-2: ${repetitions}, ${intervalDays}, ${easeHundredths}`);
  }
  // EF' = EF + 0.1 − (5−q)(0.08 + (5−q)·0.02), in hundredths: −80, −54, −32, −14, 0, +10.
  const gap = 5 - quality;
  const changedEase = Math.max(LEAST_EASE, easeHundredths + 10 - gap * (8 + 2 * gap));
  if (quality < 3) {
    return {
      repetitions: 0,
      intervalDays: 1,
      easeHundredths: variant === 'text1990' ? easeHundredths : changedEase,
    };
  }
  return {
    repetitions: repetitions + 1,
    intervalDays: nextInterval(repetitions, intervalDays, easeHundredths, variant),
    easeHundredths: changedEase,
  };
}

/** Step 7: answers below four are repeated on the same day. A property of the answer, not of the state. */
export function repeatToday(quality: Quality): boolean {
  return quality < 4;
}

function nextInterval(repetitions: number, intervalDays: number, easeHundredths: number, variant: Sm2Variant): number {
  if (repetitions === 0) return 1;
  if (repetitions === 1) return 6;
  // An integer: 150 × (2.5 + 0.1 + 0.1 + 0.1) is 420.00000000000006, and rounding that up gives 421.
  const product = Math.min(intervalDays, LONGEST_INTERVAL_DAYS) * easeHundredths;
  if (product >= LONGEST_INTERVAL_DAYS * 100) return LONGEST_INTERVAL_DAYS;
  // Exact below 1e13: a fraction of one hundredth is far wider than the last bit of the quotient. (`%` of floats is slow.)
  if (variant === 'text1990') return Math.ceil(product / 100);
  const whole = Math.floor(product / 100);
  const hundredths = product - whole * 100;
  return hundredths > 50 || (hundredths === 50 && whole % 2 === 1) ? whole + 1 : whole;
}

function isVariant(variant: string): boolean {
  return variant === 'text1990' || variant === 'delphi';
}

function isReachable(repetitions: number, intervalDays: number, easeHundredths: number): boolean {
  return (
    Number.isSafeInteger(repetitions) &&
    Number.isSafeInteger(intervalDays) &&
    Number.isSafeInteger(easeHundredths) &&
    repetitions >= 0 &&
    intervalDays >= 0 &&
    easeHundredths >= LEAST_EASE
  );
}
