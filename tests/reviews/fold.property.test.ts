import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardState } from '@/lib/reviews/card-state';
import type { ReviewEvent } from '@/lib/reviews/events';
import { compareEvents } from '@/lib/reviews/events';
import { applyNewest, foldCard, newCard } from '@/lib/reviews/fold';
import { findUndos } from '@/lib/reviews/undo';
import { defaultSchedulerConfig, type Quality, type SchedulerConfig } from '@/lib/scheduler/types';
import { answered, contentChanged, eventId, reset, resumed, suspended, undone } from '../factories/events';

/** Stored, so that a failure can be run again: 10,000 logs. */
const runs = { seed: 20261121, numRuns: 10_000 };

const configs = fc.constantFrom<SchedulerConfig>(
  defaultSchedulerConfig,
  { ...defaultSchedulerConfig, variant: 'delphi' },
  { ...defaultSchedulerConfig, spread: true },
);

/** One event of a log in which times tie, zones mix and undos name earlier, later, missing and impossible targets. */
const event = (n: number): fc.Arbitrary<ReviewEvent> =>
  fc
    .record({
      kind: fc.constantFrom(
        'answered',
        'answered',
        'answered',
        'answered',
        'undone',
        'undone',
        'suspended',
        'resumed',
        'reset',
        'changed',
      ),
      quality: fc.constantFrom<Quality>(0, 1, 2, 3, 4, 5),
      // A few slots of half a day: ties in time and several answers a day are common.
      slot: fc.integer({ min: 0, max: 24 }),
      zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
      target: fc.integer({ min: 0, max: 13 }),
      rev: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ kind, quality, slot, zone, target, rev }) => {
      const when = { n, at: Date.UTC(2026, 2, 2) + slot * 43_200_000, zone, rev };
      if (kind === 'answered') return answered(quality, when);
      if (kind === 'undone') return undone(eventId(target), when);
      if (kind === 'suspended') return suspended(when);
      if (kind === 'resumed') return resumed(when);
      return kind === 'reset' ? reset(when) : contentChanged(rev, when);
    });

const log = fc.integer({ min: 0, max: 12 }).chain((length) => fc.tuple(...Array.from({ length }, (_, n) => event(n))));

/** The log as it might arrive: in any order, with repetitions. */
const arrivals = log.chain((events) =>
  fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      fc.subarray([...events]),
      fc.nat({ max: 12 }),
    )
    .map(([shuffled, again, at]) => ({ events, arrived: [...shuffled.slice(0, at), ...again, ...shuffled.slice(at)] })),
);

describe('any order of arrival, any split and any repetition', () => {
  test('fold to the same state', () => {
    fc.assert(
      fc.property(arrivals, configs, ({ events, arrived }, config) => {
        expect(foldCard(arrived, config)).toEqual(foldCard(events, config));
      }),
      runs,
    );
  }, 60_000);

  test('end in the same cached state when events are taken one by one', () => {
    fc.assert(
      fc.property(arrivals, configs, ({ events, arrived }, config) => {
        let state: CardState = newCard;
        const stored = new Map<string, ReviewEvent>();
        for (const arriving of arrived) {
          if (stored.has(arriving.id)) continue;
          stored.set(arriving.id, arriving);
          state = applyNewest(state, arriving, config) ?? foldCard([...stored.values()], config);
        }
        expect(state).toEqual(foldCard(events, config));
      }),
      runs,
    );
  }, 60_000);
});

test('a log without what was undone folds to the same card', () => {
  const { seed } = runs;
  fc.assert(
    fc.property(log, configs, (events, config) => {
      const { undone: gone } = findUndos(events);
      const kept = events.filter(({ id, kind }) => !gone.has(id) && kind !== 'undone').sort(compareEvents);
      const { lastEventId: _a, lastEventAt: _b, eventCount: _c, undoWaits: _d, ...whole } = foldCard(events, config);
      const { lastEventId: _e, lastEventAt: _f, eventCount: _g, undoWaits: _h, ...without } = foldCard(kept, config);
      expect(whole).toEqual(without);
    }),
    { seed, numRuns: 2000 },
  );
}, 60_000);
