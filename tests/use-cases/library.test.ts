import { beforeEach, describe, expect, test } from 'vitest';
import { anonymous } from '@/lib/policy/actor';
import { listLibrary } from '@/lib/server/use-cases/list-library';
import { showQuestion } from '@/lib/server/use-cases/show-question';
import { aRecall } from '../factories/study-item';
import {
  addChoice,
  addQuestion,
  anAccount,
  anEvent,
  anInstance,
  questionId,
  valueOf,
  type TestInstance,
} from './instance';

let instance: TestInstance;

beforeEach(async () => {
  instance = await anInstance({ questions: 3 });
});

const list = async (input: Partial<Parameters<typeof listLibrary>[2]> = {}, actor = instance.me) =>
  valueOf(
    await listLibrary(instance.deps, actor, {
      topic: null,
      text: null,
      timeZone: null,
      interfaceLocale: 'en',
      ...input,
    }),
  );
const show = (slug: string, actor = instance.me) =>
  showQuestion(instance.deps, actor, { pack: 'pack', slug, timeZone: null, interfaceLocale: 'en' });

describe('the library', () => {
  test('counts available questions by topic and lists them with the learner’s own due days', async () => {
    await addQuestion(instance.stores, aRecall(questionId(8)), { status: 'review' });
    await addQuestion(instance.stores, aRecall(questionId(9)), { status: 'deprecated' });
    await instance.send([
      instance.answer(1, 4),
      anEvent({ kind: 'suspended', questionId: questionId(2), occurredAt: instance.now() }),
    ]);
    const view = await list();
    expect(view).toMatchObject({
      today: '2026-03-02',
      total: 3,
      topics: [{ id: 'gil', title: 'The GIL', questions: 3 }],
    });
    expect(view.hits.map(({ questionId: id, dueOn, suspended }) => [id, dueOn, suspended])).toEqual([
      [questionId(0), null, false],
      [questionId(1), '2026-03-03', false],
      [questionId(2), null, true],
    ]);
  });

  test('finds by any part of a text and by topic', async () => {
    await addChoice(instance, 7);
    expect((await list({ text: 'it SO' })).hits).toMatchObject([
      { questionId: questionId(7), title: 'Is it so?', type: 'choice' },
    ]);
    expect((await list({ text: 'no such words' })).total).toBe(0);
    expect((await list({ topic: 'locks' })).total).toBe(0);
  });

  test('is closed to whoever is not signed in', async () => {
    const input = { topic: null, text: null, timeZone: null, interfaceLocale: null };
    expect(await listLibrary(instance.deps, anonymous, input)).toEqual({ ok: false, error: { code: 'not-signed-in' } });
  });
});

describe('a question’s page', () => {
  test('shows the learner’s own answers, oldest first, drills marked and undone ones left out', async () => {
    const gone = instance.answer(0, 5, { occurredAt: '2026-03-01T12:00:00Z' });
    await instance.send([
      instance.answer(0, 4, { occurredAt: '2026-02-20T12:00:00Z', response: { ticked: ['lock'] }, confidence: 'sure' }),
      gone,
      anEvent({ kind: 'undone', targetEventId: gone.id, questionId: questionId(0), occurredAt: instance.now() }),
      instance.answer(0, 1),
      instance.answer(0, 4),
    ]);
    const view = valueOf(await show(questionId(0)));
    expect(view.history).toMatchObject([
      { day: '2026-02-20', quality: 4, drill: false, ticked: 1, keyPoints: 2, confidence: 'sure' },
      { day: '2026-03-02', quality: 1, drill: false, ticked: null },
      { day: '2026-03-02', quality: 4, drill: true },
    ]);
    expect(view).toMatchObject({ state: { kind: 'review', lapses: 1 }, item: { rev: 1, topicTitle: 'The GIL' } });
  });

  test('keeps every answer after a reset, and begins to grade anew', async () => {
    await instance.send([instance.answer(0, 4)]);
    instance.pass({ hours: 1 });
    await instance.send([anEvent({ kind: 'reset', questionId: questionId(0), occurredAt: instance.now() })]);
    instance.pass({ hours: 1 });
    await instance.send([instance.answer(0, 3)]);
    const view = valueOf(await show(questionId(0)));
    expect(view.history.map(({ quality, drill }) => [quality, drill])).toEqual([
      [4, false],
      [3, false],
    ]);
    expect(view.state).toMatchObject({ gradedCount: 1, lapses: 0 });
  });

  test('names what it is easily confused with, if that can be read', async () => {
    await addQuestion(instance.stores, aRecall(questionId(4)), { contrastsWith: [questionId(1), questionId(5)] });
    await addQuestion(instance.stores, aRecall(questionId(5)), { status: 'deprecated' });
    expect(valueOf(await show(questionId(4))).contrasts).toMatchObject([{ slug: questionId(1) }]);
  });

  test('of somebody else shows nothing of their answers', async () => {
    await instance.send([instance.answer(0, 4)]);
    const other = await anAccount(instance.stores, 'u-other');
    expect(valueOf(await show(questionId(0), other))).toMatchObject({ history: [], state: { kind: 'new' } });
  });

  test('that waits for a second reader looks like a missing one', async () => {
    await addQuestion(instance.stores, aRecall(questionId(8)), { status: 'review' });
    const missing = { ok: false, error: { code: 'not-found' } };
    expect([await show(questionId(8)), await show('nothing')]).toEqual([missing, missing]);
    await instance.change({ scheduleUnreviewed: true });
    expect((await show(questionId(8))).ok).toBe(true);
  });
});
