import { beforeEach, describe, expect, test } from 'vitest';
import type { QuestionId } from '@/lib/base/ids';
import { localDate, type TimeZone } from '@/lib/base/time';
import { anonymous } from '@/lib/policy/actor';
import type { ReviewCard } from '@/lib/reviews/card-state';
import { newCard } from '@/lib/reviews/fold';
import { QUALITIES } from '@/lib/scheduler/types';
import { openStudy } from '@/lib/server/use-cases/open-study';
import { showSession } from '@/lib/server/use-cases/show-session';
import { showToday } from '@/lib/server/use-cases/show-today';
import { aRecall } from '../factories/study-item';
import {
  addQuestion,
  anAccount,
  anEvent,
  anInstance,
  outcomes,
  questionId,
  valueOf,
  type TestInstance,
} from './instance';

let instance: TestInstance;

beforeEach(async () => {
  instance = await anInstance();
});

const listed = async (input = {}) =>
  (await instance.study(input)).items.map(({ kind, questionId: id }) => `${kind} ${id.slice(-1)}`);
const today = async () =>
  valueOf(await showToday(instance.deps, instance.me, { timeZone: null, interfaceLocale: 'en' }));

describe('today’s list', () => {
  test('of a new learner is the first questions of the syllabus, whole', async () => {
    const reply = await instance.study();
    expect(reply).toMatchObject({
      today: '2026-03-02',
      epoch: 'memory-epoch-1',
      summary: { questions: 5, newToday: 5, waiting: 0 },
    });
    expect(reply.items[0]).toMatchObject({
      kind: 'new',
      questionId: questionId(0),
      rev: 1,
      topicTitle: 'The GIL',
      state: newCard,
      expectedSeconds: 60,
      question: { type: 'recall' },
      reason: { kind: 'new', dueOn: null },
    });
  });

  test('shrinks by what is answered and shows it again on its day', async () => {
    await instance.send([instance.answer(0, 4), instance.answer(1, 5)]);
    expect(await listed()).toEqual(['new 2', 'new 3', 'new 4']);
    instance.pass({ days: 1 });
    expect((await listed()).filter((item) => item.startsWith('due'))).toEqual(['due 0', 'due 1']);
    expect((await instance.study()).items.find((item) => item.kind === 'due')?.reason).toEqual({
      kind: 'due',
      dueOn: '2026-03-03',
      lastReviewDay: '2026-03-02',
      lastQuality: 4,
      intervalDays: 1,
      changed: false,
    });
  });

  test('previews on every button exactly what answering then stores', async () => {
    await instance.send([instance.answer(0, 4), instance.answer(1, 1)]);
    for (const days of [0, 1, 6, 9]) {
      instance.pass({ days });
      for (const item of (await instance.study()).items) {
        for (const quality of [1, 3, 4, 5] as const) {
          const answer = instance.answer(Number(item.questionId.slice(-1)), quality);
          const [result] = await instance.send([answer]);
          const stored = result?.status === 'stored' ? (result.state as ReviewCard) : null;
          expect({ state: stored?.scheduler, dueOn: stored?.dueOn }).toEqual(item.preview[quality]);
          await instance.send([
            anEvent({
              kind: 'undone',
              targetEventId: answer.id,
              questionId: item.questionId,
              occurredAt: instance.now(),
            }),
          ]);
        }
        expect(Object.keys(item.preview).map(Number)).toEqual(QUALITIES);
      }
    }
  });

  test('ends with drills until one of four or more, at most four of them', async () => {
    await instance.send([instance.answer(0, 1), instance.answer(1, 3), instance.answer(2, 4)]);
    expect((await listed()).slice(-2)).toEqual(['drill 0', 'drill 1']);
    instance.pass({ hours: 1 });
    await instance.send([instance.answer(0, 1)]);
    expect((await listed()).slice(-2)).toEqual(['drill 1', 'drill 0']);
    await instance.send([instance.answer(1, 4), instance.answer(0, 1), instance.answer(0, 1)]);
    expect((await listed()).slice(-1)).toEqual(['drill 0']);
    await instance.send([instance.answer(0, 1)]);
    expect((await listed()).some((item) => item.startsWith('drill'))).toBe(false);
  });

  test('does not drill a question that was deprecated meanwhile', async () => {
    await instance.send([instance.answer(0, 1)]);
    await addQuestion(instance.stores, aRecall(questionId(0)), { status: 'deprecated' });
    expect((await listed()).some((item) => item.startsWith('drill'))).toBe(false);
  });

  test('cuts at the limit while the summary counts the whole day', async () => {
    const reply = await instance.study({ limit: 2 });
    expect(reply.items).toHaveLength(2);
    expect(reply.summary).toMatchObject({ questions: 5, expectedSeconds: 300 });
  });

  test('leaves out suspended cards and shows them again when they are resumed', async () => {
    await instance.send([anEvent({ kind: 'suspended', questionId: questionId(1), occurredAt: instance.now() })]);
    expect(await listed()).toEqual(['new 0', 'new 2', 'new 3', 'new 4']);
    instance.pass({ hours: 1 });
    await instance.send([anEvent({ kind: 'resumed', questionId: questionId(1), occurredAt: instance.now() })]);
    expect(await listed()).toEqual(['new 0', 'new 1', 'new 2', 'new 3', 'new 4']);
  });

  test('shows a reset card as new', async () => {
    await instance.send([instance.answer(0, 4)]);
    instance.pass({ hours: 1 });
    await instance.send([anEvent({ kind: 'reset', questionId: questionId(0), occurredAt: instance.now() })]);
    expect(await listed()).toContain('new 0');
  });

  test('holds questions that wait for a second reader only locally and on demand', async () => {
    await addQuestion(instance.stores, aRecall(questionId(7)), { status: 'review', position: 7 });
    expect(await listed()).not.toContain('new 7');
    await instance.change({ scheduleUnreviewed: true });
    expect(await listed()).toContain('new 7');
    const inTeam = { ...instance.me, mode: 'team' as const };
    expect((await instance.study({}, inTeam)).items.map((item) => item.questionId)).not.toContain(questionId(7));
  });

  test('never shows a question before the one that it requires', async () => {
    await addQuestion(instance.stores, aRecall(questionId(8)), { position: -1, requires: [questionId(9)] });
    await addQuestion(instance.stores, aRecall(questionId(9)), { position: 50, status: 'review' });
    expect((await listed())[0]).toBe('new 8');
    await addQuestion(instance.stores, aRecall(questionId(9)), { position: 50 });
    expect(await listed()).toContain('new 9');
    expect(await listed()).not.toContain('new 8');
    await instance.send([
      anEvent({
        kind: 'answered',
        quality: 4,
        durationMs: 1000,
        questionId: questionId(9),
        occurredAt: instance.now(),
      }),
    ]);
    expect(await listed()).toContain('new 8');
  });
});

describe('limits', () => {
  test('minutes: nothing beyond them, what was spent taken off', async () => {
    await instance.change({ minutesPerDay: [3, 3, 3, 3, 3, 3, 3] });
    expect((await instance.study()).summary).toMatchObject({ questions: 3, expectedSeconds: 180, minutesToday: 3 });
    await instance.send([instance.answer(0, 4, { durationMs: 100_000 })]);
    expect((await instance.study()).summary).toMatchObject({ questions: 1, secondsSpentToday: 100 });
  });

  test('new questions: their number a day, counted by first answers and given back by an undo', async () => {
    await instance.change({ newPerDay: 2 });
    const answers = [instance.answer(0, 4), instance.answer(1, 4)];
    await instance.send(answers);
    expect(await listed()).toEqual([]);
    await instance.send([
      anEvent({ kind: 'undone', targetEventId: answers[1]?.id, questionId: questionId(1), occurredAt: instance.now() }),
    ]);
    expect(await listed()).toEqual(['new 1']);
  });

  test('ten more go beyond both', async () => {
    await instance.change({ newPerDay: 1, minutesPerDay: [1, 1, 1, 1, 1, 1, 1] });
    await instance.send([instance.answer(0, 4, { durationMs: 60_000 })]);
    expect(await listed()).toEqual([]);
    expect(await listed({ extra: 10 })).toEqual(['new 1', 'new 2', 'new 3', 'new 4']);
  });

  test('a day off holds nothing, and what was due comes on the next study day', async () => {
    await instance.send([instance.answer(0, 4)]);
    await instance.change({ minutesPerDay: [20, 0, 20, 20, 20, 20, 20] });
    instance.pass({ days: 1 });
    expect(await instance.study()).toMatchObject({ items: [], summary: { waiting: 1, minutesToday: 0 } });
    instance.pass({ days: 1 });
    expect(await listed()).toContain('due 0');
  });

  test('expected time is the learner’s own median after 20 answers', async () => {
    const seconds = (n: number) =>
      instance.answer(n % 5, 4, {
        durationMs: 90_000,
        occurredAt: `2026-02-${String(10 + (n % 15)).padStart(2, '0')}T12:00:00Z`,
      });
    await instance.send(Array.from({ length: 19 }, (_, n) => seconds(n)));
    await addQuestion(instance.stores, aRecall(questionId(9)), { position: 9 });
    const expectedOfNew = async () =>
      (await instance.study({ extra: 9 })).items.find((item) => item.kind === 'new')?.expectedSeconds;
    expect(await expectedOfNew()).toBe(60);
    await instance.send([seconds(19)]);
    expect(await expectedOfNew()).toBe(90);
  });
});

describe('after 60 days away from 300 cards', () => {
  test('the first screen fits the minutes, nothing new comes, the rest waits', async () => {
    const away = await anInstance({ questions: 0 });
    const ids = Array.from({ length: 300 }, (_, n) => `q-000000${String(1000 + n)}` as QuestionId);
    for (const [n, id] of ids.entries()) await addQuestion(away.stores, aRecall(id), { position: n });
    await away.change({ newPerDay: 500 });
    for (const batch of [ids.slice(0, 150), ids.slice(150, 290)]) {
      await away.send(
        batch.map((id) =>
          anEvent({ kind: 'answered', quality: 4, durationMs: 1000, questionId: id, occurredAt: away.now() }),
        ),
      );
      away.pass({ days: 1 });
    }
    away.pass({ days: 60 });
    const reply = await away.study();
    expect(reply.summary.expectedSeconds).toBeLessThanOrEqual(1200);
    expect(reply.summary.expectedSeconds).toBeGreaterThan(1100);
    expect(reply.summary.newToday).toBe(0);
    expect(reply.summary.questions + reply.summary.waiting).toBe(290);
    expect(valueOf(await showToday(away.deps, away.me, { timeZone: null, interfaceLocale: null })).daysAway).toBe(60);
  });
});

describe('where the learner is', () => {
  test('the device’s zone decides today, unless the profile names one', async () => {
    instance.at('2026-03-02T23:00:00Z');
    const inTokyo = { timeZone: 'Asia/Tokyo' as TimeZone };
    expect((await instance.study(inTokyo)).today).toBe('2026-03-03');
    expect((await instance.study()).today).toBe('2026-03-02');
    await instance.change({ timeZone: 'America/New_York' as TimeZone });
    expect((await instance.study(inTokyo)).today).toBe('2026-03-02');
  });

  test('a flight westward does not open a finished day again', async () => {
    instance.at('2026-03-02T21:00:00Z');
    await instance.send([instance.answer(0, 4, { timeZone: 'Asia/Tokyo' })]);
    instance.pass({ hours: 4 });
    const reply = await instance.study({ timeZone: 'America/New_York' as TimeZone });
    expect(reply.today).toBe('2026-03-03');
    expect(reply.items.map((item) => item.questionId)).not.toContain(questionId(0));
  });

  test('questions come in the interface’s language or the one that was chosen', async () => {
    expect((await instance.study({ interfaceLocale: 'zh-CN' })).items[0]?.locale).toBe('zh-CN');
    await instance.change({ questionLocale: 'en' });
    expect((await instance.study({ interfaceLocale: 'zh-CN' })).items[0]?.locale).toBe('en');
  });
});

describe('the pages', () => {
  test('Today counts answers and shows what the next days hold', async () => {
    await instance.send([instance.answer(0, 4), instance.answer(1, 5), instance.answer(2, 1), instance.answer(2, 4)]);
    const view = await today();
    expect(view).toMatchObject({
      today: '2026-03-02',
      answeredToday: 4,
      seen: 3,
      daysAway: 0,
      nextDueOn: '2026-03-03',
    });
    expect(view.load.map(({ day }) => day)).toEqual([2, 3, 4, 5, 6, 7, 8].map((day) => localDate(`2026-03-0${day}`)));
    expect(view.load.slice(0, 3)).toMatchObject([
      { questions: 2, expectedSeconds: 120 },
      { questions: 3 },
      { questions: 0 },
    ]);
    expect(view.items[0]).toMatchObject({ questionId: questionId(3), kind: 'new', topicTitle: 'The GIL' });
  });

  test('Today of a new learner knows nothing to come back', async () => {
    expect(await today()).toMatchObject({ seen: 0, daysAway: null, nextDueOn: null, answeredToday: 0 });
  });

  test('days away are whole days without an answer', async () => {
    await instance.send([instance.answer(0, 4)]);
    for (const days of [0, 1, 2])
      expect([days, (instance.at(`2026-03-0${2 + days}T12:00:00Z`), (await today()).daysAway)]).toEqual([
        days,
        Math.max(0, days - 1),
      ]);
  });

  test('a session says what tomorrow holds without it', async () => {
    await instance.send([instance.answer(0, 4)]);
    const view = valueOf(await showSession(instance.deps, instance.me, { limit: 20 }));
    expect(view.tomorrow).toEqual({ day: '2026-03-03', questions: 1, expectedSeconds: 22, off: false });
    expect(view.items).toHaveLength(4);
  });
});

test('nobody without an account studies, and each sees only their own list', async () => {
  expect(await openStudy(instance.deps, anonymous, { limit: 20 })).toEqual({
    ok: false,
    error: { code: 'not-signed-in' },
  });
  const other = await anAccount(instance.stores, 'u-other');
  expect(outcomes(await instance.send([instance.answer(0, 4)]))).toEqual(['stored']);
  expect((await instance.study({}, other)).summary.questions).toBe(5);
});
