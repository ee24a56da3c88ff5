import { describe, expect, it } from 'vitest';
import { findingsOf, mutated } from './check-file';
import type { Edits } from './edited';
import { samples } from './samples';
import type { SampleName } from './samples';
import { jsonSchemaValidator } from './json-schema-validator';

const valid = jsonSchemaValidator('question.v1.schema.json');
type Mistake = readonly [what: string, name: SampleName, change: Edits];

/** Mistakes that an editor shows and a check refuses: question-format.md §12, the right column. */
const shown: readonly Mistake[] = [
  ['an unknown type', 'recall', { type: 'essay' }],
  ['no type', 'recall', { type: undefined }],
  ['an unknown key', 'recall', { dificulty: 3 }],
  ['an unknown key in a text', 'recall', { 'text.en.explanation': 'because' }],
  ['an unknown key in provenance', 'recall', { 'provenance.when': 'now' }],
  ['an id in capitals', 'recall', { id: 'q-7K3M9P2XWA' }],
  ['an id with look-alike letters', 'recall', { id: 'q-7i3l9o2xwu' }],
  ['an id that is too short', 'recall', { id: 'q-7k3m9p2xw' }],
  ['rev 2 without change', 'recall', { rev: 2 }],
  ['rev 0', 'recall', { rev: 0 }],
  ['change at rev 1', 'recall', { change: 'wording' }],
  ['meaningRev at rev 1', 'recall', { meaningRev: 1 }],
  ['a meaning change without a note', 'recall', { rev: 2, change: 'meaning' }],
  ['recall without key points', 'recall', { keyPoints: undefined }],
  ['recall without the text of key points', 'recall', { 'text.en.keyPoints': undefined }],
  ['recall in review without an answer', 'recall', { 'text.en.answer': undefined }],
  ['scenario without an answer in the translation', 'scenario', { 'text.zh-CN.answer': undefined }],
  ['review without objectives', 'recall', { objectives: undefined }],
  ['two correct options for select one', 'choice', { 'options.1.correct': true }],
  ['no correct option', 'choice', { 'options.0.correct': false }],
  ['an option without why', 'choice', { 'text.en.options.yes.why': undefined }],
  ['a choice without options', 'choice', { options: undefined }],
  ['a choice without select', 'choice', { select: undefined }],
  ['a choice without the text of options', 'choice', { 'text.zh-CN.options': undefined }],
  ['options on a recall question', 'recall', { options: samples.choice.options }],
  ['text of options on a recall question', 'recall', { 'text.en.options': {} }],
  ['a passage on a choice', 'choice', { 'text.en.cloze': 'a {{b}}' }],
  ['items on a match', 'match', { items: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] }],
  ['bugs on a predict question', 'predict', { bugs: [{ code: 'main', from: 1, to: 1, point: 'x' }] }],
  ['predict without a run', 'predict', { 'code.0.run': undefined }],
  ['predict without code', 'predict', { code: undefined }],
  ['predict with its program in the answer', 'predict', { 'code.0.show': 'answer' }],
  ['predict with two programs in the prompt', 'predict', { 'code.1': { ...samples.predict.code[0], key: 'other' } }],
  ['spot-bug without a program in the prompt', 'spot-bug', { 'code.0.show': 'answer' }],
  ['spot-bug without bugs', 'spot-bug', { bugs: undefined }],
  ['an expectation of two outputs', 'predict', { 'code.0.run.expect.stdoutMatches': '.' }],
  ['an expectation of one and several', 'predict', { 'code.0.run.expect.stdoutOneOf': ['a', 'b'] }],
  ['an expectation to vary and not to', 'predict', { 'code.0.run.expect.distinctAtLeast': 2 }],
  ['an expectation to hang and to fail', 'predict', { 'code.0.run.expect': { hangs: true, exception: 'E' } }],
  ['an empty expectation', 'predict', { 'code.0.run.expect': {} }],
  ['no expectation', 'predict', { 'code.0.run.expect': undefined }],
  ['byVersion beside an output', 'predict', { 'code.0.run.expect.byVersion': { default: { stdout: 'a' } } }],
  ['an empty byVersion', 'predict', { 'code.0.run.expect': { byVersion: {} } }],
  [
    'a contradiction inside byVersion',
    'predict',
    { 'code.0.run.expect': { byVersion: { default: { stdout: 'a', stdoutMatches: 'b' } } } },
  ],
  ['a version that is none', 'predict', { 'code.0.run.on': ['3.x'] }],
  ['a version range that is none', 'recall', { appliesTo: { python: '3.11+' } }],
  ['an appliesTo that says nothing', 'recall', { appliesTo: {} }],
  ['a program outside code/', 'predict', { 'code.0.file': '../x.py' }],
  ['a program that climbs out', 'predict', { 'code.0.file': 'code/../../x.py' }],
  ['a program that is file and source', 'predict', { 'code.0.source': 'print(1)' }],
  ['a program that is neither', 'spot-bug', { 'code.1.file': undefined }],
  ['a snippet that runs', 'predict', { 'code.0.source': 'print(1)', 'code.0.file': undefined }],
  ['a shell program that runs', 'predict', { 'code.0.lang': 'sh' }],
  ['cloze without a passage', 'cloze', { 'text.zh-CN.cloze': undefined }],
  ['cloze without gaps', 'cloze', { gaps: undefined }],
  ['fewer than three items', 'order', { items: [{ key: 'take' }, { key: 'use' }] }],
  ['an order of two', 'order', { 'orders.0.sequence': ['take', 'use'] }],
  ['an order that repeats a step', 'order', { 'orders.0.sequence': ['take', 'take', 'free'] }],
  ['match without pairs', 'match', { pairs: undefined }],
  ['match without the right side in words', 'match', { 'text.en.right': undefined }],
  ['line 0', 'spot-bug', { 'bugs.0.from': 0 }],
  ['an address without https', 'recall', { 'provenance.sources.0.url': 'http://docs.python.org/3/' }],
  ['an address that is a script', 'recall', { 'provenance.sources.0.url': 'javascript:alert(1)' }],
  ['no source', 'recall', { 'provenance.sources': [] }],
  ['no author', 'recall', { 'provenance.authors': [] }],
  ['an unknown locale', 'recall', { 'text.fr': samples.recall.text['en'] }],
  ['a locale in other letters', 'recall', { 'text.zh-cn': samples.recall.text['zh-CN'], 'text.zh-CN': undefined }],
  ['no text', 'recall', { text: {} }],
  ['level 6', 'recall', { level: 6 }],
  ['level 2.5', 'recall', { level: 2.5 }],
  ['a level in quotation marks', 'recall', { level: '3' }],
  ['nine seconds', 'recall', { timeSeconds: 9 }],
  ['replacedBy while active', 'recall', { replacedBy: ['q-0000000000'] }],
  ['format 2', 'recall', { format: 2 }],
  ['no oneLine from review', 'choice', { 'text.en.oneLine': undefined }],
  ['no why from review', 'cloze', { 'text.en.why': undefined }],
  ['a date that does not exist', 'recall', { reviewBy: '2026-02-30' }],
  ['a title that is too long', 'recall', { 'text.en.title': 'a'.repeat(81) }],
  ['a prompt of three letters', 'recall', { 'text.en.prompt': 'GIL' }],
  ['a tag twice', 'recall', { tags: ['gil', 'gil'] }],
  ['a tag that is no slug', 'recall', { tags: ['Global Lock'] }],
  ['a key in capitals', 'recall', { 'keyPoints.0.key': 'Lock-Order' }],
  ['null for a text', 'recall', { 'text.en.pitfall': null }],
  ['a list for the whole', 'recall', { keyPoints: {} }],
];

/** Mistakes that only rules can see: the left column. */
const unseen: readonly Mistake[] = [
  ['a key point without words', 'recall', { 'text.en.keyPoints.first': undefined }],
  ['words for a key point that is not there', 'recall', { 'text.en.keyPoints.ghost': 'boo' }],
  ['a key twice', 'recall', { 'keyPoints.1.key': 'first' }],
  ['a gap that the passage lacks', 'cloze', { 'text.en.cloze': 'It is 5 ms, the switch {{word}}.' }],
  ['a gap that is not listed', 'cloze', { 'text.en.cloze': '{{count}} ms, the {{word}} of {{ghost}}' }],
  ['a gap twice in a passage', 'cloze', { 'text.en.cloze': '{{count}} ms, the {{word}}, {{count}}' }],
  ['a gap without an answer in one language', 'cloze', { 'text.zh-CN.gaps.word.accept': undefined }],
  ['a step left out of an order', 'order', { 'orders.0.sequence': ['take', 'use', 'use'] }],
  [
    'a left side without a pair',
    'match',
    {
      pairs: [
        { left: 'lock', right: 'protects' },
        { left: 'lock', right: 'tells' },
      ],
    },
  ],
  ['a line that the program has not', 'spot-bug', { 'bugs.0.to': 400 }],
  ['a bug that proves nothing', 'spot-bug', { 'bugs.0.point': 'ghost' }],
  ['a link to nowhere', 'order', { contrastsWith: ['q-0000000000'] }],
  ['a question that requires itself', 'cloze', { requires: [samples.cloze.id] }],
  ['an objective that does not exist', 'recall', { 'objectives.0': 'ghost-objective' }],
  ['a program that does not exist', 'predict', { 'code.0.file': 'code/predict-main.py' }],
  ['meaningRev beyond rev', 'recall', { rev: 2, change: 'wording', meaningRev: 3 }],
  ['ofRev beyond rev', 'recall', { 'text.zh-CN.ofRev': 2 }],
  ['a translation that follows nothing', 'recall', { 'text.zh-CN.ofRev': undefined }],
  ['a typed prediction of something that varies', 'predict', { 'code.0.run.expect': { distinctAtLeast: 2 } }],
  ['a source for a key point that is not there', 'recall', { 'provenance.sources.0.supports': ['ghost'] }],
  ['raw HTML', 'recall', { 'text.en.why': 'a <b>bold</b> word' }],
  ['a decomposed letter', 'recall', { 'text.en.why': 'cafe\u0301' }],
  ['active without a review of this rev', 'recall', { 'provenance.reviewedBy': undefined }],
  ['no text in the source language', 'recall', { 'text.en': undefined }],
  ['a reserved name as key', 'recall', { 'keyPoints.0.key': 'constructor' }],
  ['a text of spaces', 'recall', { 'text.en.pitfall': '   ' }],
];

describe('a mistake that the format can express as a shape', () => {
  it.each(shown)('is refused by the check: %s', (_what, name, change) => {
    expect(errorsOf(name, change)).not.toEqual([]);
  });

  it.each(shown)('is shown by an editor: %s', (_what, name, change) => {
    expect(valid(mutated(name, change))).not.toEqual([]);
  });
});

describe('a mistake that only a rule can see', () => {
  it.each(unseen)('is refused by the check: %s', (_what, name, change) => {
    expect(errorsOf(name, change)).not.toEqual([]);
  });
});

function errorsOf(name: SampleName, change: Edits): readonly string[] {
  return findingsOf(name, change)
    .filter((finding) => finding.level === 'error')
    .map((finding) => finding.message);
}

describe('what is unusual but right', () => {
  const fine: readonly Mistake[] = [
    ['80 characters that take two units each', 'recall', { 'text.en.title': '🧵'.repeat(80) }],
    ['own data under x', 'recall', { x: { anything: [1.5, { nested: null }] } }],
    ['a draft without answers', 'recall', { status: 'draft', objectives: undefined }],
    [
      'an expectation for each version',
      'predict',
      { 'code.0.run.expect': { byVersion: { default: { stdout: 'a\n' } } } },
    ],
  ];
  it.each(fine)('is accepted by both: %s', (_what, name, change) => {
    expect(errorsOf(name, change)).toEqual([]);
    expect(valid(JSON.parse(JSON.stringify(mutated(name, change))))).toEqual([]);
  });
});
