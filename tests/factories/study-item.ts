import type { StudyItem } from '@/lib/api/study';
import type { QuestionId } from '@/lib/base/ids';
import { addDays, localDate } from '@/lib/base/time';
import type { Question } from '@/lib/questions/schema';
import type { RenderedQuestion } from '@/lib/questions/rendered';
import type { Outcome, Quality } from '@/lib/scheduler/types';

const today = localDate('2026-11-21');

const head = {
  format: 1 as const,
  rev: 1,
  status: 'active' as const,
  level: 2,
  timeSeconds: 60,
  sourceLocale: 'en' as const,
  provenance: { authors: ['timeslice'], sources: [{ kind: 'pep' as const, ref: 'PEP 703' }] },
};

export function aRecall(id = 'q-aaaaaaaaaa'): Question {
  return {
    ...head,
    id: id as QuestionId,
    type: 'recall',
    keyPoints: [{ key: 'lock', must: true, weight: 2 }, { key: 'version' }],
    text: {
      en: {
        title: 'What is the GIL?',
        prompt: 'What is the GIL?',
        keyPoints: { lock: 'A lock', version: 'Since when' },
      },
    },
  };
}

export function aChoice(id = 'q-bbbbbbbbbb'): Question {
  return {
    ...head,
    id: id as QuestionId,
    type: 'choice',
    select: 'one',
    options: [
      { key: 'yes', correct: true },
      { key: 'no', correct: false },
      { key: 'never', correct: false },
    ],
    text: {
      en: {
        title: 'Is it so?',
        prompt: 'Is it so?',
        options: {
          yes: { label: 'Yes', why: 'It is.' },
          no: { label: 'No', why: 'It is.' },
          never: { label: 'Never', why: 'It is.' },
        },
      },
    },
  };
}

const noWords: RenderedQuestion = {
  locale: 'en',
  fallback: false,
  stale: false,
  title: 'What is the GIL?',
  titleText: 'What is the GIL?',
  prompt: '<p>What is the GIL?</p>',
  oneLine: 'A lock.',
  answer: null,
  why: null,
  pitfall: null,
  versionNote: null,
  hints: [],
  keyPoints: {},
  options: {},
  cloze: null,
  items: {},
  left: {},
  right: {},
  orders: {},
  redFlags: {},
  misconceptions: {},
  followUps: {},
  code: {},
};

/** A new question of today: a grade of q brings it back q days later, and 0 to 2 tomorrow. */
export function aStudyItem(over: Partial<StudyItem> & { readonly question?: Question } = {}): StudyItem {
  const question = over.question ?? aRecall();
  return {
    kind: 'new',
    questionId: question.id,
    rev: 1,
    locale: 'en',
    pack: 'python-concurrency',
    topic: 'gil',
    topicTitle: 'GIL',
    slug: 'what-is-the-gil',
    programs: {},
    rendered: noWords,
    state: { kind: 'new', suspended: false, lastEventId: null, lastEventAt: null, eventCount: 0, undoWaits: false },
    preview: { 0: inDays(1), 1: inDays(1), 2: inDays(1), 3: inDays(3), 4: inDays(4), 5: inDays(5) } satisfies Record<
      Quality,
      Outcome
    >,
    expectedSeconds: 60,
    reason: {
      kind: 'new',
      dueOn: null,
      lastReviewDay: null,
      lastQuality: null,
      intervalDays: null,
      changed: false,
    },
    ...over,
    question,
  };
}

function inDays(days: number): Outcome {
  return {
    state: { kind: 'sm2', repetitions: 1, intervalDays: days, easeHundredths: 250 },
    dueOn: addDays(today, days),
  };
}
