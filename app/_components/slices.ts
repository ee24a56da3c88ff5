import type { Quality } from '@/lib/scheduler/types';

/** One question in a picture of a session, from left to right. */
export type TraceSlice = {
  readonly topic: string;
  readonly seconds: number;
  readonly look: 'seen' | 'new' | 'missed' | 'hard' | 'good' | 'easy';
};

export type Lane = { readonly topic: string; readonly slices: readonly PlacedSlice[] };
/** Percent of the width. */
export type PlacedSlice = { readonly x: number; readonly width: number; readonly look: TraceSlice['look'] };

const MOST_LANES = 5;
/** Between two slices, in percent. */
const GAP = 0.55;

/** Rows of a trace: a row a topic by first appearance, at most five; the smaller ones share the last. */
export function layOutTrace(slices: readonly TraceSlice[], otherTopics: string): readonly Lane[] {
  const total = Math.max(
    1,
    slices.reduce((sum, slice) => sum + slice.seconds, 0),
  );
  const kept = keptTopics(slices);
  const lanes = new Map<string, PlacedSlice[]>(kept.map((topic) => [topic, []]));
  let before = 0;
  for (const slice of slices) {
    const topic = lanes.has(slice.topic) ? slice.topic : otherTopics;
    const lane = lanes.get(topic) ?? [];
    const width = (100 * slice.seconds) / total;
    lane.push({ x: (100 * before) / total, width: Math.max(0.6, width - GAP), look: slice.look });
    lanes.set(topic, lane);
    before += slice.seconds;
  }
  return [...lanes].map(([topic, placed]) => ({ topic, slices: placed }));
}

function keptTopics(slices: readonly TraceSlice[]): readonly string[] {
  const seconds = new Map<string, number>();
  for (const slice of slices) seconds.set(slice.topic, (seconds.get(slice.topic) ?? 0) + slice.seconds);
  if (seconds.size <= MOST_LANES) return [...seconds.keys()];
  const largest = [...seconds].sort(([, a], [, b]) => b - a).slice(0, MOST_LANES - 1);
  const names = new Set(largest.map(([topic]) => topic));
  return [...seconds.keys()].filter((topic) => names.has(topic));
}

/** Where a session bar's slices stand; a hair of space between them. */
export function layOutBar(seconds: readonly number[]): readonly { readonly x: number; readonly width: number }[] {
  const total = Math.max(
    1,
    seconds.reduce((sum, one) => sum + one, 0),
  );
  let before = 0;
  return seconds.map((one) => {
    const x = (100 * before) / total;
    before += one;
    return { x, width: Math.max(0.5, (100 * one) / total - 0.8) };
  });
}

/** Tick marks under a trace: thirds where they are whole minutes, else halves, else the ends. */
export function axisMinutes(totalSeconds: number): readonly number[] {
  const minutes = Math.max(1, Math.round(totalSeconds / 60));
  const parts = minutes % 3 === 0 ? 3 : minutes % 2 === 0 ? 2 : 1;
  return Array.from({ length: parts + 1 }, (_, index) => (minutes / parts) * index);
}

export function lookOf(quality: Quality): 'missed' | 'hard' | 'good' | 'easy' {
  if (quality < 3) return 'missed';
  if (quality === 3) return 'hard';
  return quality === 4 ? 'good' : 'easy';
}
