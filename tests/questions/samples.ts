/** One small question of each type, as its file would be; tests change what matters to them. They are active and keep every rule. */

type Words = Readonly<Record<string, unknown>>;

/** The same words twice: the rules compare keys, not languages. */
function bothLanguages(title: string, words: Words): Readonly<Record<string, Words>> {
  const common = { title, prompt: `${title}: say how it works.`, oneLine: 'The short answer.', why: 'The reason.' };
  return { en: { ...common, ...words }, 'zh-CN': { ...common, title: `${title}（中）`, ...words, ofRev: 1 } };
}

const head = { $schema: '../../schema/question.v1.schema.json', format: 1, rev: 1, status: 'active' };
const about = { level: 2, timeSeconds: 60, objectives: ['lock-owner'], sourceLocale: 'en' };
const provenance = {
  authors: ['ada'],
  sources: [{ kind: 'docs', ref: 'threading', url: 'https://docs.python.org/3/library/threading.html' }],
  reviewedBy: [{ by: 'grace', rev: 1, on: '2026-11-01' }],
};
const end = { provenance };

const keyPoints = [{ key: 'first', must: true, weight: 2 }, { key: 'second' }];
const keyPointWords = { first: 'The first point', second: 'The second point' };

function program(key: string, file: string, show: 'prompt' | 'answer', stdout: string): Words {
  return { key, lang: 'python', file: `code/${file}`, show, run: { on: ['3.12', '3.13'], expect: { stdout } } };
}

export const samples = {
  recall: {
    ...head,
    id: 'q-reca110000',
    type: 'recall',
    ...about,
    keyPoints,
    redFlags: [{ key: 'flag' }],
    followUps: [{ key: 'next', when: 'missed', missed: ['second'] }],
    text: bothLanguages('Explain the lock', {
      answer: 'A lock has an owner.',
      keyPoints: keyPointWords,
      redFlags: { flag: 'It is magic' },
      followUps: { next: { prompt: 'And then?', answer: 'Then it is released.' } },
    }),
    ...end,
  },
  choice: {
    ...head,
    id: 'q-ch01ce0000',
    type: 'choice',
    ...about,
    select: 'one',
    options: [
      { key: 'yes', correct: true },
      { key: 'no', correct: false },
    ],
    text: bothLanguages('Is it reentrant', {
      options: { yes: { label: 'Yes', why: 'It counts.' }, no: { label: 'No', why: 'It does count.' } },
    }),
    ...end,
  },
  cloze: {
    ...head,
    id: 'q-c10ze00000',
    type: 'cloze',
    ...about,
    requires: ['q-reca110000'],
    gaps: [
      { key: 'count', kind: 'number', accept: ['5'] },
      { key: 'word', kind: 'text' },
    ],
    misconceptions: [{ key: 'hundred', gap: 'count', answers: ['100'] }],
    text: bothLanguages('The interval', {
      cloze: 'It is {{count}} ms, the switch {{word}}.',
      gaps: { word: { accept: ['interval'], hint: 'a noun' } },
      misconceptions: { hundred: 'Those were ticks' },
    }),
    ...end,
  },
  order: {
    ...head,
    id: 'q-0rder00000',
    type: 'order',
    ...about,
    contrastsWith: ['q-reca110000'],
    items: [{ key: 'take' }, { key: 'use' }, { key: 'free' }],
    orders: [
      { key: 'main', sequence: ['take', 'use', 'free'] },
      { key: 'other', sequence: ['use', 'take', 'free'] },
    ],
    text: bothLanguages('Life of a lock', {
      items: { take: { label: 'Take it' }, use: { label: 'Use it' }, free: { label: 'Free it' } },
      orders: { other: 'Some use it first' },
    }),
    ...end,
  },
  match: {
    ...head,
    id: 'q-match00000',
    type: 'match',
    ...about,
    left: [{ key: 'lock' }, { key: 'event' }],
    right: [{ key: 'protects' }, { key: 'tells' }, { key: 'neither' }],
    pairs: [
      { left: 'lock', right: 'protects' },
      { left: 'event', right: 'tells' },
    ],
    text: bothLanguages('What for', {
      left: { lock: { label: 'Lock' }, event: { label: 'Event' } },
      right: { protects: { label: 'Protects' }, tells: { label: 'Tells' }, neither: { label: 'Neither', why: 'No.' } },
    }),
    ...end,
  },
  predict: {
    ...head,
    id: 'q-pred1ct000',
    type: 'predict',
    ...about,
    code: [program('main', 'predict.py', 'prompt', '1\n')],
    text: bothLanguages('What is printed', { code: { main: 'A counter' } }),
    ...end,
  },
  'spot-bug': {
    ...head,
    id: 'q-sp0tbvg000',
    type: 'spot-bug',
    ...about,
    keyPoints,
    bugs: [{ code: 'buggy', from: 2, to: 3, point: 'first' }],
    code: [
      program('buggy', 'spot-bug-buggy.py', 'prompt', '0\n'),
      program('fixed', 'spot-bug-fixed.py', 'answer', '1\n'),
    ],
    text: bothLanguages('Find the fault', { keyPoints: keyPointWords }),
    ...end,
  },
  scenario: {
    ...head,
    id: 'q-scenar0000',
    type: 'scenario',
    ...about,
    keyPoints,
    select: 'one',
    options: [
      { key: 'threads', correct: false },
      { key: 'loop', correct: true },
    ],
    text: bothLanguages('20 000 sockets', {
      answer: 'One loop holds them all.',
      keyPoints: keyPointWords,
      options: { threads: { label: 'Threads', why: 'Too many.' }, loop: { label: 'A loop', why: 'Right.' } },
    }),
    ...end,
  },
} as const;

export type SampleName = keyof typeof samples;

/** By file name in `code/`. */
export const samplePrograms: Readonly<Record<string, string>> = {
  'predict.py': 'count = 0\ncount += 1\nprint(count)\n',
  'spot-bug-buggy.py': 'count = 0\nwith lock.acquire():\n    count += 1\nprint(count)\n',
  'spot-bug-fixed.py': 'count = 0\nwith lock:\n    count += 1\nprint(count)\n',
};

export const samplePack = {
  $schema: '../schema/pack.v1.schema.json',
  format: 1,
  id: 'samples',
  title: { en: 'Samples', 'zh-CN': '样例' },
  description: { en: 'One of each type.' },
  license: 'CC0-1.0',
  sourceLocale: 'en',
  locales: ['en', 'zh-CN'],
  maintainers: ['ada'],
  python: { versions: ['3.12', '3.13'] },
  needsTimeslice: '>=1.0.0',
} as const;

export const sampleSyllabus = {
  $schema: '../schema/syllabus.v1.schema.json',
  format: 1,
  pack: 'samples',
  topics: [
    {
      id: 'locks',
      order: 1,
      title: { en: 'Locks', 'zh-CN': '锁' },
      prerequisites: [],
      references: [],
      objectives: [
        {
          id: 'lock-owner',
          statement: { en: 'A lock has an owner.' },
          importance: 3,
          sources: [{ file: 'note.txt', section: 'Locks' }],
        },
      ],
    },
    {
      id: 'semaphores',
      order: 2,
      title: { en: 'Semaphores', 'zh-CN': '信号量' },
      prerequisites: ['locks'],
      references: ['https://docs.python.org/3/library/threading.html#semaphore-objects'],
      objectives: [],
    },
  ],
};
