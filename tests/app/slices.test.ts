import { describe, expect, it } from 'vitest';
import { axisMinutes, layOutBar, layOutTrace, lookOf, type TraceSlice } from '@/app/_components/slices';

function slice(topic: string, seconds = 60): TraceSlice {
  return { topic, seconds, look: 'seen' };
}

describe('a trace', () => {
  it('has a row for each topic in the order of appearance, and time runs through all of them', () => {
    const lanes = layOutTrace([slice('GIL'), slice('Locks', 120), slice('GIL')], 'Other');
    expect(lanes.map((lane) => lane.topic)).toEqual(['GIL', 'Locks']);
    expect(lanes[0]?.slices.map((one) => one.x)).toEqual([0, 75]);
    expect(lanes[1]?.slices.map((one) => one.x)).toEqual([25]);
  });

  it('puts the smaller topics into one row once there are more than five', () => {
    const topics = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const lanes = layOutTrace(
      topics.map((topic, index) => slice(topic, 100 - index)),
      'Other',
    );
    expect(lanes.map((lane) => lane.topic)).toEqual(['a', 'b', 'c', 'd', 'Other']);
    expect(lanes[4]?.slices).toHaveLength(3);
  });

  it('of five topics needs no other row', () => {
    expect(
      layOutTrace(
        ['a', 'b', 'c', 'd', 'e'].map((topic) => slice(topic)),
        'Other',
      ),
    ).toHaveLength(5);
  });

  it('ends at the right edge', () => {
    const [lane] = layOutTrace([slice('a', 10), slice('a', 30)], 'Other');
    const last = lane?.slices.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(100);
  });
});

describe('the axis of a trace', () => {
  it('is cut into whole minutes', () => {
    expect(axisMinutes(18 * 60)).toEqual([0, 6, 12, 18]);
    expect(axisMinutes(14 * 60)).toEqual([0, 7, 14]);
    expect(axisMinutes(7 * 60)).toEqual([0, 7]);
    expect(axisMinutes(10)).toEqual([0, 1]);
  });
});

describe('a session bar', () => {
  it('gives each question the width of its time', () => {
    const [first, second] = layOutBar([30, 90]);
    expect(first?.x).toBe(0);
    expect(second?.x).toBe(25);
    expect(second?.width).toBeCloseTo(74.2);
  });
});

it('every failing quality looks missed', () => {
  expect([0, 1, 2, 3, 4, 5].map((quality) => lookOf(quality as 0))).toEqual([
    'missed',
    'missed',
    'missed',
    'hard',
    'good',
    'easy',
  ]);
});
