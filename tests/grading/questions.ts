import type { Expectation } from '@/lib/questions/schema-program';
import type {
  ChoiceQuestion,
  ClozeQuestion,
  MatchQuestion,
  OrderQuestion,
  PredictQuestion,
  Question,
  RecallQuestion,
  ScenarioQuestion,
  SpotBugQuestion,
} from '@/lib/questions/schema';
import { questionSchema } from '@/lib/questions/schema';

type KeyPoint = RecallQuestion['keyPoints'][number];
type Over<Q> = Partial<Omit<Q, 'type' | 'text'>>;

/** Three points of weight 3 (must), 2 and 5: ten in all. */
const keyPoints: KeyPoint[] = [
  { key: 'must', must: true, weight: 3 },
  { key: 'two', weight: 2 },
  { key: 'five', weight: 5 },
];

const head = {
  format: 1,
  id: 'q-0123456789',
  rev: 1,
  status: 'draft',
  level: 2,
  timeSeconds: 60,
  sourceLocale: 'en',
  provenance: { authors: ['somebody'], sources: [{ kind: 'docs', ref: 'The manual' }] },
};

export function aRecall(over: Over<RecallQuestion> = {}): RecallQuestion {
  return build<RecallQuestion>({ type: 'recall', keyPoints, ...over });
}

export function aChoice(over: Over<ChoiceQuestion> = {}): ChoiceQuestion {
  return build<ChoiceQuestion>({ type: 'choice', select: 'one', options: optionsOf('a', 'b', 'c'), ...over });
}

/** Options of which those in capitals are correct; without any, the first is. */
export function optionsOf(...keys: string[]): ChoiceQuestion['options'] {
  const marked = keys.some((key) => key !== key.toLowerCase());
  return keys.map((key, index) => ({
    key: key.toLowerCase(),
    correct: marked ? key !== key.toLowerCase() : index === 0,
  }));
}

export function aScenario(over: Over<ScenarioQuestion> = {}): ScenarioQuestion {
  return build<ScenarioQuestion>({ type: 'scenario', keyPoints, ...over });
}

export function aSpotBug(over: Over<SpotBugQuestion> = {}): SpotBugQuestion {
  return build<SpotBugQuestion>({
    type: 'spot-bug',
    keyPoints,
    bugs: [{ code: 'buggy', from: 3, to: 5, point: 'must' }],
    code: [{ key: 'buggy', lang: 'python', show: 'prompt', file: 'code/buggy.py' }],
    ...over,
  });
}

export function aPredict(expect: Expectation, over: Over<PredictQuestion> & { on?: string[] } = {}): PredictQuestion {
  const { on, ...rest } = over;
  const run = on === undefined ? { expect } : { on, expect };
  return build<PredictQuestion>({
    type: 'predict',
    code: [{ key: 'main', lang: 'python', show: 'prompt', file: 'code/main.py', run }],
    ...rest,
  });
}

export function anOrder(...orders: string[]): OrderQuestion {
  const sequences = orders.map((letters, index) => ({ key: `o${String(index)}`, sequence: Array.from(letters) }));
  return build<OrderQuestion>({
    type: 'order',
    items: Array.from(orders[0] ?? '')
      .sort()
      .map((key) => ({ key })),
    orders: sequences,
  });
}

export function aMatch(pairs: Record<string, string>, ...distractors: string[]): MatchQuestion {
  return build<MatchQuestion>({
    type: 'match',
    left: Object.keys(pairs).map((key) => ({ key })),
    right: [...new Set([...Object.values(pairs), ...distractors])].map((key) => ({ key })),
    pairs: Object.entries(pairs).map(([left, right]) => ({ left, right })),
  });
}

export function aCloze(gaps: ClozeQuestion['gaps'], zhAccept: Record<string, string[]> = {}): ClozeQuestion {
  const zhGaps = Object.fromEntries(Object.entries(zhAccept).map(([key, accept]) => [key, { accept }]));
  return build<ClozeQuestion>({ type: 'cloze', gaps, misconceptions: undefined }, { 'zh-CN': { gaps: zhGaps } });
}

/** Fills in the words that no grading looks at, and lets the format itself check the rest. */
function build<Q extends Question>(
  fields: Record<string, unknown> & { type: Q['type'] },
  more: Partial<Record<'en' | 'zh-CN', object>> = {},
): Q {
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const words = (locale: 'en' | 'zh-CN'): object => ({
    title: 'A title',
    prompt: 'A question?',
    ...wordsFor(fields),
    ...more[locale],
  });
  const text = { en: words('en'), ...('zh-CN' in more ? { 'zh-CN': words('zh-CN') } : {}) };
  return questionSchema.parse({ ...head, ...present, text }) as Q;
}

function wordsFor(fields: Record<string, unknown>): object {
  const byKey = (value: unknown, words: unknown): object =>
    Object.fromEntries((value as { key: string }[]).map(({ key }) => [key, words]));
  const label = { label: 'A label' };
  return {
    ...(fields['keyPoints'] === undefined ? {} : { keyPoints: byKey(fields['keyPoints'], 'A point') }),
    ...(fields['options'] === undefined ? {} : { options: byKey(fields['options'], { ...label, why: 'A reason' }) }),
    ...(fields['items'] === undefined ? {} : { items: byKey(fields['items'], label) }),
    ...(fields['left'] === undefined ? {} : { left: byKey(fields['left'], label) }),
    ...(fields['right'] === undefined ? {} : { right: byKey(fields['right'], label) }),
    ...(fields['type'] === 'cloze' ? { cloze: 'A passage' } : {}),
  };
}
