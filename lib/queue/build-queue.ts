import type { QuestionId } from '../base/ids';
import { areRelated, PlacedToday } from './bury-related';
import { interleaveTopics, intersperse } from './interleave';
import { MinutesLeft } from './minutes-left';
import { takeNew } from './take-new';
import { takeReviews, type Taken } from './take-reviews';
import type { NewQuestion, Placeable, Queue, QueueCard, QueueInput, QueueItem } from './types';

/**
 * Today's list: due reviews, then new questions, within the minutes left; drills at the end. Minutes are filled by urgency
 * and stop at the first question that does not fit, so more minutes never lose a question. Pure and deterministic.
 */
export function buildQueue(input: QueueInput): Queue {
  const placed = new PlacedToday(input.shownToday);
  const minutes = new MinutesLeft(input.limits, input.extra);
  const drills = input.drills.map((question) => asItem('drill', { question, seconds: input.expected.forDrill() }));
  for (const drill of drills) minutes.spend(drill.expectedSeconds);

  const reviews = takeReviews(input, minutes, placed);
  const fresh = reviews.fitInTwoDays ? takeNew(input, minutes, placed) : { now: [], endOfDay: [] };

  const mixed = intersperse(inTurns('due', reviews.now), inTurns('new', fresh.now));
  const endOfDay = [...listed('due', reviews.endOfDay), ...listed('new', fresh.endOfDay)];
  const items = [...requiredFirst(append(mixed, endOfDay)).map(({ item }) => item), ...drills];
  return {
    items,
    expectedSeconds: Math.round(items.reduce((sum, item) => sum + item.expectedSeconds, 0)),
    waiting: reviews.waiting,
    newPaused: !reviews.fitInTwoDays,
  };
}

type Listed = { readonly item: QueueItem; readonly question: QueueCard | NewQuestion; readonly topic: string };

function listed(kind: 'due' | 'new', taken: readonly Taken<QueueCard | NewQuestion>[]): readonly Listed[] {
  return taken.map((one) => ({ item: asItem(kind, one), question: one.question, topic: one.question.topic }));
}

function inTurns(kind: 'due' | 'new', taken: readonly Taken<QueueCard | NewQuestion>[]): readonly Listed[] {
  return interleaveTopics(listed(kind, taken));
}

function asItem(kind: QueueItem['kind'], { question, seconds }: Taken<Placeable>): QueueItem {
  return { kind, questionId: question.questionId, topic: question.topic, expectedSeconds: seconds };
}

/** Those that gave way to a related question, last. Two easily confused new questions never meet: one waits for another day. */
function append(mixed: readonly Listed[], endOfDay: readonly Listed[]): readonly Listed[] {
  const list = [...mixed];
  let left = endOfDay;
  while (left.length > 0) {
    const before = list.at(-1);
    const next = left.find((one) => before === undefined || !isConfusing(before, one));
    if (next === undefined) break;
    list.push(next);
    left = left.filter((one) => one !== next);
  }
  return list;
}

function isConfusing(a: Listed, b: Listed): boolean {
  return a.item.kind === 'new' && b.item.kind === 'new' && areRelated(a.question, b.question);
}

/** Taking turns by topic must not put a question before one that it requires: it moves to just behind that one. */
function requiredFirst(list: readonly Listed[]): readonly Listed[] {
  if (list.every(({ question }) => requiresOf(question).length === 0)) return list;
  const inList = new Set(list.map(({ item }) => item.questionId));
  const done = new Set<QuestionId>();
  const ordered: Listed[] = [];
  let left = list;
  while (left.length > 0) {
    const next =
      left.find(({ question }) => requiresOf(question).every((id) => done.has(id) || !inList.has(id))) ?? left[0];
    if (next === undefined) break;
    ordered.push(next);
    done.add(next.item.questionId);
    left = left.filter((one) => one !== next);
  }
  return ordered;
}

function requiresOf(question: QueueCard | NewQuestion): readonly QuestionId[] {
  return 'requires' in question ? question.requires : [];
}
