import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeatToday, reviewSm2, sm2Initial } from '@/lib/scheduler/sm2';
import type { Quality, Sm2State, Sm2Variant } from '@/lib/scheduler/types';
import golden from '../vectors/sm2.json';

const states = (grades: readonly number[], variant?: Sm2Variant): readonly Sm2State[] => {
  let state = sm2Initial;
  return grades.map((grade) => (state = reviewSm2(state, grade as Quality, variant)));
};
const intervals = (grades: readonly number[], variant?: Sm2Variant) =>
  states(grades, variant).map(({ intervalDays }) => intervalDays);
const eases = (grades: readonly number[], variant?: Sm2Variant) =>
  states(grades, variant).map(({ easeHundredths }) => easeHundredths);

describe('golden vectors', () => {
  test('there are 78 sequences with 510 steps', () => {
    expect(golden.vectors).toHaveLength(78);
    expect(golden.vectors.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(510);
    expect(golden.start).toEqual(sm2Initial);
  });

  test.each(golden.vectors.map((vector) => [`${vector.variant}: ${vector.name}`, vector] as const))(
    '%s',
    (_, vector) => {
      let state = sm2Initial;
      for (const step of vector.steps) {
        state = reviewSm2(state, step.q as Quality, vector.variant as Sm2Variant);
        expect({ q: step.q, ...state, repeatToday: repeatToday(step.q as Quality) }).toEqual(step);
      }
    },
  );
});

describe('worked examples', () => {
  test('four fours give 1, 6, 15 and 38 days', () => {
    expect(intervals([4, 4, 4, 4])).toEqual([1, 6, 15, 38]);
  });

  test('five fives give 1, 6, 17, 48 and 140 days while the ease climbs to 300', () => {
    expect(intervals([5, 5, 5, 5, 5])).toEqual([1, 6, 17, 48, 140]);
    expect(eases([5, 5, 5, 5, 5])).toEqual([260, 270, 280, 290, 300]);
  });

  test('a fail starts again and keeps the ease in text1990, and lowers it in delphi', () => {
    const grades = [5, 5, 5, 3, 4, 2, 4, 4, 4];
    expect(intervals(grades)).toEqual([1, 6, 17, 48, 128, 1, 1, 6, 16]);
    expect(eases(grades).slice(3)).toEqual([266, 266, 266, 266, 266, 266]);
    expect(intervals(grades, 'delphi')).toEqual([1, 6, 16, 45, 120, 1, 1, 6, 14]);
    expect(eases(grades, 'delphi')[5]).toBe(234);
  });

  test('150 days at ease 2.80 are 420 days, where floats give 421', () => {
    const state = { repetitions: 5, intervalDays: 150, easeHundredths: 280 };
    expect(reviewSm2(state, 4).intervalDays).toBe(420);
    expect(Math.ceil(150 * (2.5 + 0.1 + 0.1 + 0.1))).toBe(421);
  });

  test('a half goes to the even number in delphi', () => {
    expect(reviewSm2({ repetitions: 2, intervalDays: 1, easeHundredths: 250 }, 4, 'delphi').intervalDays).toBe(2);
    expect(reviewSm2({ repetitions: 2, intervalDays: 1, easeHundredths: 350 }, 4, 'delphi').intervalDays).toBe(4);
  });

  test('the interval stops growing at a thousand million days', () => {
    const longest = { repetitions: 50, intervalDays: 1_000_000_000, easeHundredths: 400 };
    expect(reviewSm2(longest, 5).intervalDays).toBe(1_000_000_000);
    expect(reviewSm2({ ...longest, easeHundredths: Number.MAX_SAFE_INTEGER - 10 }, 5).intervalDays).toBe(1_000_000_000);
    expect(intervals(new Array<number>(200).fill(5)).every(Number.isSafeInteger)).toBe(true);
  });

  test('text1990 is the default', () => {
    expect(states([5, 2, 4])).toEqual(states([5, 2, 4], 'text1990'));
  });

  test('every answer below four is repeated on the same day', () => {
    expect([0, 1, 2, 3, 4, 5].map((quality) => repeatToday(quality as Quality))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('bad input', () => {
  test.each([7, -1, 2.5, Number.NaN, Infinity, '4', null, undefined, [4], 4n])('quality %s is refused', (quality) => {
    expect(() => reviewSm2(sm2Initial, quality as Quality)).toThrow(RangeError);
  });

  test.each([
    { repetitions: -1 },
    { repetitions: 1.5 },
    { intervalDays: -1 },
    { intervalDays: 0.5 },
    { intervalDays: Number.NaN },
    { easeHundredths: 129 },
    { easeHundredths: 250.5 },
    { easeHundredths: '250' },
    { repetitions: undefined },
  ])('the state %j is refused', (part) => {
    expect(() => reviewSm2({ ...sm2Initial, ...part } as Sm2State, 4)).toThrow(RangeError);
  });

  test('an unknown variant is refused', () => {
    expect(() => reviewSm2(sm2Initial, 4, 'sm2' as Sm2Variant)).toThrow(RangeError);
  });

  test('the input is not changed and the start is frozen', () => {
    const state = Object.freeze({ repetitions: 3, intervalDays: 20, easeHundredths: 200 });
    expect(reviewSm2(state, 5)).not.toBe(state);
    expect(Object.isFrozen(sm2Initial)).toBe(true);
  });
});

describe('for any history', () => {
  test('a reference in big integers agrees on 100,000 sequences of 60', () => {
    const next = xorshift(20261121);
    for (let sequence = 0; sequence < 100_000; sequence += 1) {
      const variant = sequence % 2 === 0 ? 'text1990' : 'delphi';
      // Some sequences nearly always pass, so that long intervals and the saturation are met.
      const passShare = sequence % 5;
      let ours = sm2Initial;
      let theirs = { repetitions: 0n, interval: 0n, ease: 250n };
      for (let step = 0; step < 60; step += 1) {
        const draw = next();
        const quality = ((draw >>> 8) % 5 < passShare ? 3 + (draw % 3) : draw % 6) as Quality;
        ours = reviewSm2(ours, quality, variant);
        theirs = reference(theirs, quality, variant);
        if (
          ours.repetitions !== Number(theirs.repetitions) ||
          ours.intervalDays !== Number(theirs.interval) ||
          ours.easeHundredths !== Number(theirs.ease)
        ) {
          expect.fail(`sequence ${sequence}, step ${step}: ${JSON.stringify(ours)}`);
        }
      }
    }
  }, 60_000);

  test('integers stay integers, the ease stays at 130 or more, a fail gives (0, 1) and a pass never shortens', () => {
    const quality = fc.constantFrom<Quality>(0, 1, 2, 3, 4, 5);
    const variant = fc.constantFrom<Sm2Variant>('text1990', 'delphi');
    fc.assert(
      fc.property(fc.array(quality, { maxLength: 60 }), variant, (grades, kind) => {
        let state = sm2Initial;
        for (const grade of grades) {
          const after = reviewSm2(state, grade, kind);
          expect(Object.values(after).every(Number.isSafeInteger)).toBe(true);
          expect(after.easeHundredths).toBeGreaterThanOrEqual(130);
          if (grade < 3) expect(after).toMatchObject({ repetitions: 0, intervalDays: 1 });
          else if (state.repetitions >= 2) expect(after.intervalDays).toBeGreaterThanOrEqual(state.intervalDays);
          state = after;
        }
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

type Reference = { repetitions: bigint; interval: bigint; ease: bigint };

/** The same rules once more, by exact fractions of big integers and a table made from the formula of step 5. */
function reference(state: Reference, quality: number, variant: Sm2Variant): Reference {
  const gap = BigInt(5 - quality);
  const changed = state.ease + 10n - gap * (8n + gap * 2n);
  const floored = changed < 130n ? 130n : changed;
  if (quality < 3) return { repetitions: 0n, interval: 1n, ease: variant === 'text1990' ? state.ease : floored };
  const repetitions = state.repetitions + 1n;
  if (state.repetitions < 2n) return { repetitions, interval: state.repetitions === 0n ? 1n : 6n, ease: floored };
  const product = state.interval * state.ease;
  const down = product / 100n;
  const rest = product % 100n;
  const isUp = variant === 'text1990' ? rest > 0n : rest * 2n > 100n || (rest * 2n === 100n && down % 2n === 1n);
  const interval = isUp ? down + 1n : down;
  return { repetitions, interval: interval > 1_000_000_000n ? 1_000_000_000n : interval, ease: floored };
}

function xorshift(seed: number): () => number {
  let bits = seed;
  return () => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return bits >>> 0;
  };
}
