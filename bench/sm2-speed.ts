/**
 * Times the two SM-2 steps in a process of their own and prints the pair: how an engine compiles a loop of a few
 * nanoseconds differs from process to process, so each run of the bench is a new one.
 */
import { supermemo, type SuperMemoItem } from 'supermemo';
import { reviewSm2, sm2Initial } from '@/lib/scheduler/sm2';
import type { Quality, Sm2State } from '@/lib/scheduler/types';
import { median, pairs } from './bench';
import { randomNumbers } from './random-numbers';

const STEPS = 1024;
const ROUNDS = 4_000;
const TIMES = 5;

/** A seeded mix of grades, mostly passes, as a learner gives them. */
const grades: readonly Quality[] = randomNumbers(1, STEPS).map(gradeOf);

function gradeOf(chance: number): Quality {
  if (chance < 0.5) return 4;
  if (chance < 0.7) return 5;
  if (chance < 0.85) return 3;
  return chance < 0.95 ? 2 : 0;
}

function ourSteps(from: Sm2State): Sm2State {
  let state = from;
  for (const grade of grades) state = reviewSm2(state, grade);
  return state;
}

function theirSteps(from: SuperMemoItem): SuperMemoItem {
  let item = from;
  for (const grade of grades) item = supermemo(item, grade);
  return item;
}

function ours(): number {
  let state = sm2Initial;
  const began = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) state = ourSteps(state);
  return perSecond(performance.now() - began, state.easeHundredths);
}

function theirs(): number {
  let item: SuperMemoItem = { repetition: 0, interval: 0, efactor: 2.5 };
  const began = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) item = theirSteps(item);
  return perSecond(performance.now() - began, item.efactor);
}

/** The result is looked at, so that no engine may leave the loop out. */
function perSecond(millis: number, result: number): number {
  if (!(result > 0)) throw new Error('A step gave no ease');
  return ((STEPS * ROUNDS) / millis) * 1000;
}

const speeds = await pairs(TIMES, ours, theirs);
console.log(
  JSON.stringify({ ours: median(speeds.map(({ ours }) => ours)), peer: median(speeds.map(({ peer }) => peer)) }),
);
