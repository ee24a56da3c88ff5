import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { supermemo, type SuperMemoGrade } from 'supermemo';
import { reviewSm2, sm2Initial } from '@/lib/scheduler/sm2';
import type { Quality, Sm2State, Sm2Variant } from '@/lib/scheduler/types';
import { repeat, type Bench, type Pair } from './bench';

const RUNS = 9;

/** Goal 1: the pure step beside the npm package, and how many steps of the golden vectors each of the two gets wrong. */
export const sm2Bench: Bench = {
  name: 'sm2',
  goal: 1,
  about: 'one SM-2 step beside npm supermemo 2.0.23, and both on the golden vectors',
  measure: async () => {
    const speeds = await repeat(RUNS, speedsInNewProcess);
    return [
      {
        what: 'ours ÷ supermemo, steps a second',
        runs: speeds.map(({ ours, peer }) => ours / peer),
        unit: '×',
        goal: { atLeast: 0.8 },
      },
      { what: 'ours', runs: speeds.map(({ ours }) => ours / 1e6), unit: 'M steps/s', goal: null },
      { what: 'supermemo', runs: speeds.map(({ peer }) => peer / 1e6), unit: 'M steps/s', goal: null },
      {
        what: `steps of the vectors that ours gets wrong, of ${count('text1990') + count('delphi')}`,
        runs: [wrong('text1990', ourAnswer) + wrong('delphi', ourAnswer)],
        unit: '',
        goal: { atMost: 0 },
      },
      {
        what: `steps that supermemo gets wrong by the thesis, of ${count('text1990')}`,
        runs: [wrong('text1990', theirAnswer)],
        unit: '',
        goal: null,
      },
      {
        what: `steps that supermemo gets wrong by the Delphi source, of ${count('delphi')}`,
        runs: [wrong('delphi', theirAnswer)],
        unit: '',
        goal: null,
      },
    ];
  },
};

async function speedsInNewProcess(): Promise<Pair> {
  const script = fileURLToPath(new URL('sm2-speed.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, script]);
  return JSON.parse(stdout) as Pair;
}

type Vector = {
  readonly variant: Sm2Variant;
  readonly steps: readonly (Sm2State & { readonly q: Quality })[];
};

const { vectors } = JSON.parse(readFileSync(new URL('../tests/vectors/sm2.json', import.meta.url), 'utf8')) as {
  readonly vectors: readonly Vector[];
};

function count(variant: Sm2Variant): number {
  return vectors.filter((vector) => vector.variant === variant).reduce((sum, { steps }) => sum + steps.length, 0);
}

type Answer = (state: Sm2State, quality: Quality, variant: Sm2Variant) => Sm2State;

/** Each step starts from the vector's own state before it, so one mistake is counted once and not carried on. */
function wrong(variant: Sm2Variant, answer: Answer): number {
  let mistakes = 0;
  for (const vector of vectors.filter((one) => one.variant === variant)) {
    let before: Sm2State = sm2Initial;
    for (const { q, repetitions, intervalDays, easeHundredths } of vector.steps) {
      const expected = { repetitions, intervalDays, easeHundredths };
      if (!isSame(answer(before, q, variant), expected)) mistakes += 1;
      before = expected;
    }
  }
  return mistakes;
}

function isSame(got: Sm2State, expected: Sm2State): boolean {
  return (
    got.repetitions === expected.repetitions &&
    got.intervalDays === expected.intervalDays &&
    got.easeHundredths === expected.easeHundredths
  );
}

function ourAnswer(state: Sm2State, quality: Quality, variant: Sm2Variant): Sm2State {
  return reviewSm2(state, quality, variant);
}

/** Its ease is a float; two decimals of it are taken as right. */
function theirAnswer({ repetitions, intervalDays, easeHundredths }: Sm2State, quality: SuperMemoGrade): Sm2State {
  const item = supermemo({ repetition: repetitions, interval: intervalDays, efactor: easeHundredths / 100 }, quality);
  return {
    repetitions: item.repetition,
    intervalDays: item.interval,
    easeHundredths: Math.round(item.efactor * 100),
  };
}
