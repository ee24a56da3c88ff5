import { describe, expect, it } from 'vitest';
import type { EventId } from '@/lib/base/ids';
import { localDate } from '@/lib/base/time';
import { matchedMisconceptions, offeredFollowUps } from '@/lib/browser/after-answer';
import { answeredEvent, checkedResponse, undoneEvent } from '@/lib/browser/answer-events';
import { fillCloze } from '@/lib/browser/fill-cloze';
import { toggleMark } from '@/lib/browser/line-marks';
import { optionOrder, pickOption } from '@/lib/browser/options';
import { freshAttempt, reduceSession, startSession } from '@/lib/browser/review-session';
import { summarise } from '@/lib/browser/session-summary';
import { withOutcome, withText } from '@/lib/browser/typed-output';
import { grade } from '@/lib/grading/grade';
import type { Question } from '@/lib/questions/schema';
import { aChoice, aRecall, aStudyItem } from '@/tests/factories/study-item';

const about = {
  id: '0194c8a0-0000-7000-8000-000000000001' as EventId,
  at: 1_795_000_000_000,
  timeZone: 'Asia/Shanghai',
};
const item = aStudyItem({ question: aChoice() });

describe('the event of an answer', () => {
  it('says what was shown, what was done and how long it took, and keeps the notes at home', () => {
    const attempt = {
      ...freshAttempt,
      response: { picked: ['yes'] },
      notes: 'mine',
      confidence: 'sure' as const,
      thinkingMs: 1234.5,
    };
    const event = answeredEvent(item, attempt, 4, about);
    expect(event).toEqual({
      id: about.id,
      kind: 'answered',
      questionId: item.questionId,
      questionRev: 1,
      locale: 'en',
      timeZone: 'Asia/Shanghai',
      occurredAt: '2026-11-18T11:06:40.000Z',
      quality: 4,
      response: { picked: ['yes'] },
      confidence: 'sure',
      durationMs: 1235,
    });
  });

  it('leaves out what is not known', () => {
    const event = answeredEvent(item, freshAttempt, 1, { ...about, timeZone: null });
    expect(event).not.toHaveProperty('confidence');
    expect(event).not.toHaveProperty('timeZone');
  });

  it('is taken back by one that names it', () => {
    const given = {
      eventId: about.id,
      questionId: item.questionId,
      quality: 4,
      before: startSession([item], session),
    } as const;
    expect(undoneEvent(item, given, about)).toMatchObject({ kind: 'undone', targetEventId: about.id });
  });
});

const session = { today: localDate('2026-11-21'), epoch: 'e', locale: 'en', wish: 'today', seed: 1 } as const;

describe('checking without an answer', () => {
  it('is an empty answer where a machine looks for one', () => {
    expect(checkedResponse(item, {})).toEqual({ picked: [] });
    expect(checkedResponse(item, { picked: ['no'], hints: 1 })).toEqual({ picked: ['no'], hints: 1 });
    expect(grade(item.question, checkedResponse(item, {}), { confidence: null, durationMs: 0 }).proposedQuality).toBe(
      0,
    );
  });

  it('leaves an answer in the head as it is', () => {
    expect(checkedResponse(aStudyItem({ question: aRecall() }), {})).toEqual({});
    expect(checkedResponse(item, { dontKnow: true })).toEqual({ dontKnow: true });
  });
});

describe('options', () => {
  it('of true and false stand in that order', () => {
    const options = [
      { key: 'false', correct: true },
      { key: 'true', correct: false },
    ];
    const { order, isTrueFalse } = optionOrder(options, 4);
    expect(isTrueFalse).toBe(true);
    expect(order.map((option) => option.key)).toEqual(['true', 'false']);
  });

  it('replace each other where one is asked for, and add up where many are', () => {
    expect(pickOption({ picked: ['a'] }, 'b', 'one').picked).toEqual(['b']);
    expect(pickOption({ picked: ['a'] }, 'b', 'many').picked).toEqual(['a', 'b']);
    expect(pickOption({ picked: ['a', 'b'] }, 'a', 'many').picked).toEqual(['b']);
  });
});

it('a prediction is an output or an outcome, never both, and the text comes back with the output', () => {
  expect(withOutcome({ text: '99', hints: 1 }, 'varies')).toEqual({ outcome: 'varies', hints: 1 });
  expect(withText({ outcome: 'hangs' }, '1')).toEqual({ text: '1' });
  expect(withOutcome({ outcome: 'hangs' }, undefined)).toEqual({});
});

it('there are never more marks than bugs: one more moves the oldest', () => {
  const mark = (line: number) => ({ code: 'main', line });
  expect(toggleMark([mark(3)], mark(5), 1)).toEqual([mark(5)]);
  expect(toggleMark([mark(3)], mark(5), 2)).toEqual([mark(3), mark(5)]);
  expect(toggleMark([mark(3), mark(5)], mark(3), 2)).toEqual([mark(5)]);
});

it('the gaps of a passage are filled with escaped text', () => {
  const passage = '<p>Since <span data-gap="version"></span>.</p>';
  expect(fillCloze(passage, (key) => ({ className: 'gap is', text: `<${key}>` }))).toBe(
    '<p>Since <span class="gap is">&lt;version&gt;</span>.</p>',
  );
});

describe('after the answer', () => {
  const question: Question = {
    ...aRecall(),
    misconceptions: [{ key: 'other' }, { key: 'mine', answers: ['no\n'] }],
    followUps: [
      { key: 'always', when: 'always' },
      { key: 'good', when: 'good-answer' },
      { key: 'missed', when: 'missed', missed: ['lock'] },
      { key: 'elsewhere', when: 'always', id: aChoice().id },
    ],
  };

  it('the misconception behind one’s own wrong answer comes first', () => {
    expect(matchedMisconceptions(question, { text: 'no' })).toEqual({ first: ['mine'], others: ['other'] });
    expect(matchedMisconceptions(question, { text: 'yes' })).toEqual({ first: [], others: ['other', 'mine'] });
  });

  it('follow-ups fit the answer', () => {
    const context = { confidence: null, durationMs: 0 };
    expect(offeredFollowUps(question, grade(question, { ticked: ['lock', 'version'] }, context))).toEqual([
      'always',
      'good',
    ]);
    expect(offeredFollowUps(question, grade(question, { ticked: ['version'] }, context))).toEqual(['always', 'missed']);
  });
});

describe('the summary of a session', () => {
  const [a, b, c] = ['q-a', 'q-b', 'q-c'].map((id) => aStudyItem({ question: aRecall(id) })) as [
    typeof item,
    typeof item,
    typeof item,
  ];
  const items = new Map([a, b, c].map((one) => [one.questionId as string, one]));
  const answers = [
    [a, 3],
    [b, 1],
    [c, 4],
    [a, 4],
    [b, 4],
  ] as const;
  const ended = answers.reduce(
    (now, [one, quality], index) =>
      reduceSession(
        reduceSession(reduceSession(now, { type: 'show', at: index * 60_000 }), {
          type: 'reveal',
          at: (index + 1) * 60_000,
        }),
        {
          type: 'grade',
          at: (index + 1) * 60_000,
          eventId: `e${index}` as EventId,
          quality,
          item: one,
        },
      ),
    startSession([a, b, c], session),
  );

  it('counts each question once, by its first answer, and names the missed before the hard', () => {
    const end = summarise(ended, items, { questions: 2, expectedSeconds: 60 });
    expect(end).toMatchObject({ questions: 3, good: 1, minutes: 5 });
    expect(end.hardest.map((one) => one.item.questionId)).toEqual(['q-b', 'q-a']);
  });

  it('adds to tomorrow what was missed today', () => {
    const { tomorrow } = summarise(ended, items, { questions: 2, expectedSeconds: 60 });
    expect(tomorrow).toEqual({ questions: 3, minutes: 2, fromToday: 1 });
  });
});
