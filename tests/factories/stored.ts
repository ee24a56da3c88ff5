import type { EventId, QuestionId, TopicId, UserId } from '@/lib/base/ids';
import { localDate, type Instant } from '@/lib/base/time';
import type { NewCard, ReviewCard } from '@/lib/reviews/card-state';
import type { RenderedQuestion } from '@/lib/questions/rendered';
import type { NewLearner, QuestionHead, QuestionWrite, SessionRecord } from '@/lib/server/store/stores';
import { aRecall } from '@/tests/grading/questions';

/** Rows as stores take them: a test says only what matters to it. */

export function questionId(n: number): QuestionId {
  return `q-${String(n).padStart(10, '0')}` as QuestionId;
}

export function userId(n: number): UserId {
  return `01950000-0000-7000-8000-${String(n).padStart(12, '0')}` as UserId;
}

export function aLearner(n = 1, over: Partial<NewLearner> = {}): NewLearner {
  return {
    id: userId(n),
    role: 'learner',
    name: `Learner ${n}`,
    email: null,
    emailKey: null,
    passwordHash: null,
    createdAt: (1_700_000_000_000 + n) as Instant,
    ...over,
  };
}

type Over = Partial<Omit<QuestionWrite, 'head'>> & { readonly head?: Partial<QuestionHead> };

export function aQuestionWrite(n: number, over: Over = {}): QuestionWrite {
  const { head, ...rest } = over;
  const id = questionId(n);
  const rev = head?.rev ?? 1;
  return {
    head: {
      id,
      pack: 'python',
      topic: 'locks' as TopicId,
      slug: `question-${n}`,
      type: 'recall',
      level: 2,
      status: 'active',
      rev,
      timeSeconds: 60,
      requires: [],
      contrastsWith: [],
      followUps: [],
      titles: { en: `Question ${n}` },
      ...head,
    },
    revision: {
      questionId: id,
      rev,
      question: { ...aRecall(), id, rev },
      programs: {},
      contentHash: `content-${n}-${rev}`,
    },
    fileHash: `file-${n}-${rev}`,
    meaningRev: 1,
    aliases: [],
    position: n,
    searchTexts: { en: `question ${n}` },
    learnerEvents: [],
    ...rest,
  };
}

export function aReviewCard(over: Partial<ReviewCard> = {}): ReviewCard {
  return {
    kind: 'review',
    scheduler: { kind: 'sm2', repetitions: 1, intervalDays: 1, easeHundredths: 250 },
    dueOn: localDate('2026-03-03'),
    lastReviewDay: localDate('2026-03-02'),
    gradedCount: 1,
    lapses: 0,
    leechAt: null,
    suspended: false,
    changedAtRev: null,
    lastDay: { gradedQuality: 4, drills: 0, drillPassed: false, lastAnsweredAt: 1_772_452_800_000 as Instant },
    lastEventId: '01950000-0000-7000-8000-000000000001' as EventId,
    lastEventAt: 1_772_452_800_000 as Instant,
    eventCount: 1,
    undoWaits: false,
    ...over,
  };
}

export function aNewCard(over: Partial<NewCard> = {}): NewCard {
  return {
    kind: 'new',
    suspended: false,
    lastEventId: '01950000-0000-7000-8000-000000000002' as EventId,
    lastEventAt: 1_772_452_800_000 as Instant,
    eventCount: 1,
    undoWaits: false,
    ...over,
  };
}

export function aSession(over: Partial<SessionRecord> = {}): SessionRecord {
  return {
    sidHash: 'a'.repeat(64),
    userId: userId(1),
    createdAt: 1_000 as Instant,
    lastSeenAt: 1_000 as Instant,
    expiresAt: 9_000 as Instant,
    revokedAt: null,
    userAgent: 'a browser',
    ...over,
  };
}

export function aRendering(titleText = 'A title'): RenderedQuestion {
  return {
    locale: 'en',
    fallback: false,
    stale: false,
    title: `<em>${titleText}</em>`,
    titleText,
    prompt: '<p>Why?</p>',
    oneLine: null,
    answer: '<p>Because.</p>',
    why: null,
    pitfall: null,
    versionNote: null,
    hints: [],
    keyPoints: { must: 'A lock' },
    options: {},
    cloze: null,
    items: {},
    left: {},
    right: {},
    orders: {},
    redFlags: {},
    misconceptions: {},
    followUps: {},
    code: { a: { lines: ['<span>x</span>'], caption: null, fileName: 'x.py' } },
  };
}
