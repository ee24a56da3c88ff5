import type { ClientEvent, ReviewResult } from '@/lib/api/reviews';
import type { QuestionId, TopicId, UserId } from '@/lib/base/ids';
import type { Instant } from '@/lib/base/time';
import type { LearnerSettingsChanges } from '@/lib/learner/settings';
import type { Actor } from '@/lib/policy/actor';
import type { RenderedQuestion } from '@/lib/questions/rendered';
import type { Question } from '@/lib/questions/schema';
import type { Deps } from '@/lib/server/deps';
import type { QuestionHead, Stores } from '@/lib/server/store/stores';
import { openStudy } from '@/lib/server/use-cases/open-study';
import { recordReviews } from '@/lib/server/use-cases/record-reviews';
import { saveSettings } from '@/lib/server/use-cases/save-settings';
import { aChoice, aRecall } from '../factories/study-item';
import { memoryStores } from '../stores/memory';

const HOUR = 3_600_000;

export type TestInstance = Awaited<ReturnType<typeof anInstance>>;

/** An instance in memory with a clock that only the test moves; it starts on Monday, 2 March 2026, noon UTC. */
export async function anInstance({ stores = memoryStores(), questions = 5 } = {}) {
  let now = Date.UTC(2026, 2, 2, 12) as Instant;
  const deps: Deps = {
    stores,
    now: () => now,
    renderQuestions: (revisions, locale) =>
      Promise.resolve(new Map(revisions.map(({ questionId, question }) => [questionId, words(question, locale)]))),
  };
  const me = await anAccount(stores, 'u-me');
  const ids = Array.from({ length: questions }, (_, n) => questionId(n));
  await stores.content.saveTopics(
    'pack',
    [{ pack: 'pack', id: 'gil' as TopicId, order: 1, titles: { en: 'The GIL' } }],
    {},
  );
  for (const [n, id] of ids.entries()) await addQuestion(stores, aRecall(id), { position: n });

  return {
    deps,
    stores,
    me,
    ids,
    at: (iso: string) => void (now = Date.parse(iso) as Instant),
    pass: ({ days = 0, hours = 0 }) => void (now = (now + (24 * days + hours) * HOUR) as Instant),
    now: () => new Date(now).toISOString(),
    send: (events: readonly unknown[], actor: Actor = me) => sent(deps, actor, events),
    study: async (input: Partial<Parameters<typeof openStudy>[2]> = {}, actor: Actor = me) =>
      valueOf(await openStudy(deps, actor, { limit: 100, ...input })),
    change: async (changes: LearnerSettingsChanges) => valueOf(await saveSettings(deps, me, changes)),
    /** An answer to the n-th question, given now; say only what matters. */
    answer: (n: number, quality: unknown, more: Readonly<Record<string, unknown>> = {}) =>
      anEvent({
        kind: 'answered',
        quality,
        durationMs: 20_000,
        questionId: ids[n],
        occurredAt: new Date(now).toISOString(),
        ...more,
      }),
  };
}

export async function anAccount(
  stores: Stores,
  id: string,
  createdAt = Date.UTC(2026, 1, 1),
): Promise<Actor & { kind: 'learner' }> {
  const account = { role: 'learner', name: '', email: null, emailKey: null, passwordHash: null } as const;
  await stores.learners.create({ ...account, id: id as UserId, createdAt: createdAt as Instant });
  return { kind: 'learner', userId: id as UserId, role: 'learner', mode: 'local' };
}

export function questionId(n: number): QuestionId {
  return `q-00000000${String(n).padStart(2, '0')}` as QuestionId;
}

export async function addQuestion(
  stores: Stores,
  question: Question,
  { position = 0, ...head }: Partial<QuestionHead> & { position?: number } = {},
): Promise<void> {
  const id = question.id;
  await stores.content.saveQuestions([
    {
      head: {
        id,
        pack: 'pack',
        topic: 'gil' as TopicId,
        slug: id,
        type: question.type,
        level: 2,
        status: 'active',
        rev: question.rev,
        timeSeconds: 60,
        requires: [],
        contrastsWith: [],
        followUps: [],
        titles: { en: question.text.en?.title ?? '' },
        ...head,
      },
      revision: {
        questionId: id,
        rev: question.rev,
        question,
        programs: {},
        contentHash: `hash of ${id} ${question.rev}`,
      },
      fileHash: `file of ${id}`,
      meaningRev: 1,
      aliases: [],
      position,
      searchTexts: { en: (question.text.en?.title ?? '').toLowerCase() },
      learnerEvents: [],
    },
  ]);
}

/** A choice between yes (right), no and never, so that the machine knows what is wrong. */
export async function addChoice(instance: TestInstance, n: number): Promise<QuestionId> {
  await addQuestion(instance.stores, aChoice(questionId(n)), { position: n });
  return questionId(n);
}

let made = 0;

/** A client event with an id of its own; ids rise in the order of making. */
export function anEvent(fields: Readonly<Record<string, unknown>>): ClientEvent {
  made += 1;
  return {
    id: `01950000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`,
    questionRev: 1,
    locale: 'en',
    timeZone: 'UTC',
    deviceId: 'laptop-1',
    deviceSeq: made,
    ...fields,
  } as unknown as ClientEvent;
}

async function sent(deps: Deps, actor: Actor, events: readonly unknown[]): Promise<readonly ReviewResult[]> {
  return valueOf(await recordReviews(deps, actor, { events })).results;
}

export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(`Refused: ${result.error.code}`);
  return result.value;
}

/** The status of each result, with its code if it has one. */
export function outcomes(results: readonly ReviewResult[]): readonly string[] {
  return results.map((result) => (result.status === 'rejected' ? `rejected: ${result.code}` : result.status));
}

function words(question: Question, locale: RenderedQuestion['locale']): RenderedQuestion {
  return { locale, titleText: question.text.en?.title ?? '' } as RenderedQuestion;
}
