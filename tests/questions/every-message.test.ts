import { describe, expect, it } from 'vitest';
import { messages } from '@/lib/questions/lint/messages';
import { findingsOf, messagesOf } from './check-file';
import type { CheckOptions } from './check-file';
import type { Edits } from './edited';
import { samples } from './samples';
import type { SampleName } from './samples';

type Row = readonly [expected: string, name: SampleName, change: Edits, options?: CheckOptions];

/** For each message of a rule on one question: the smallest mistake that earns it. */
const rows: readonly Row[] = [
  ['schema/type: "level" must be number, got "3".', 'recall', { level: '3' }],
  [
    'schema/enum: "essay" is not allowed for "type". Allowed: recall, choice, cloze, order, match, predict, spot-bug, scenario.',
    'recall',
    { type: 'essay' },
  ],
  ['schema/unknown-key: Unknown key "colour". Own data goes under "x".', 'recall', { colour: 'red' }],
  [
    'schema/unknown-key: Unknown key "difficulty". Did you mean "level"? Own data goes under "x".',
    'recall',
    { difficulty: 3 },
  ],
  [
    'schema/unknown-key: Unknown key "oneline". Did you mean "oneLine"? Own data goes under "x".',
    'recall',
    { 'text.en.oneline': 'a' },
  ],
  ['schema/not-for-type: "options" has no meaning on a recall question. Remove it.', 'recall', { options: [] }],
  ['schema/missing: "answer" is missing.', 'recall', { 'text.en.answer': undefined }],
  ['schema/missing: "keyPoints" is missing.', 'recall', { keyPoints: undefined }],
  ['schema/empty: "expect" must not be empty.', 'predict', { 'code.0.run.expect': {} }],
  ['schema/length: "title" has 96 characters, allowed are 1 to 80.', 'recall', { 'text.en.title': '中'.repeat(96) }],
  [
    'schema/length: "items" has 2 entries, allowed are 3 to any.',
    'order',
    { items: [{ key: 'take' }, { key: 'use' }] },
  ],
  ['schema/range: "level" is 6, allowed is 0 to 5.', 'recall', { level: 6 }],
  [
    'schema/pattern: "Lock-Order" has not the form of "key" (/^[a-z][a-z0-9-]{0,31}$/).',
    'recall',
    { 'keyPoints.1.key': 'Lock-Order' },
  ],
  ['schema/repeated: "tags" lists something twice.', 'recall', { tags: ['gil', 'gil'] }],
  ['schema/repeated-key: The key "first" is used twice.', 'recall', { 'keyPoints.1.key': 'first' }],
  [
    'schema/together: "stdout" and "stdoutMatches" cannot stand together.',
    'predict',
    { 'code.0.run.expect.stdoutMatches': '.' },
  ],
  ['schema/one-of: Exactly one of "file" and "source" is needed.', 'predict', { 'code.0.source': 'print(1)' }],
  ['format/too-new: Format 2 needs a later Timeslice; this one reads format 1.', 'recall', { format: 2 }],
  ['json/reserved-key: "constructor" cannot be used as a name.', 'recall', { x: { constructor: 1 } }],
  [
    'path/topic: There is no topic "semaphore" in syllabus.json. Did you mean "semaphores"?',
    'recall',
    {},
    { topic: 'semaphore' },
  ],
  ['path/topic: There is no topic "pools" in syllabus.json.', 'recall', {}, { topic: 'pools' }],
  [
    'id/malformed: "q-7K3M9P2XWA" is not an id: q- and 10 of 0-9 a-z without i, l, o, u.',
    'recall',
    { id: 'q-7K3M9P2XWA' },
  ],
  ['rev/no-note: A meaning change needs a "changeNote": learners see it.', 'recall', { rev: 2, change: 'meaning' }],
  ['rev/first: "change" has no place at rev 1.', 'recall', { change: 'wording' }],
  ['rev/beyond: "ofRev" is 3, later than rev 1.', 'recall', { 'text.zh-CN.ofRev': 3 }],
  ['rev/beyond: "meaningRev" is 3, later than rev 2.', 'recall', { rev: 2, change: 'wording', meaningRev: 3 }],
  ['rev/beyond: "reviewedBy" is 2, later than rev 1.', 'recall', { 'provenance.reviewedBy.0.rev': 2 }],
  ['status/replaced-by: "replacedBy" stands only with status deprecated.', 'recall', { replacedBy: ['q-match00000'] }],
  ['text/no-source-locale: sourceLocale is en but there is no text."en".', 'recall', { 'text.en': undefined }],
  [
    'text/no-locale: The pack promises zh-CN, but this active question has no text for it.',
    'recall',
    { 'text.zh-CN': undefined },
  ],
  [
    'text/stale: zh-CN follows rev 1, the source is at rev 2. Learners see "may be out of date".',
    'recall',
    { rev: 2, change: 'wording' },
  ],
  [
    'text/stale: zh-CN follows rev 1 and misses the meaning change of rev 2.',
    'recall',
    { rev: 2, change: 'meaning', changeNote: 'new' },
  ],
  [
    'text/no-of-rev: A translation needs "ofRev": the rev of the source it follows.',
    'recall',
    { 'text.zh-CN.ofRev': undefined },
  ],
  ['text/key-mismatch: "third" has text but is not in keyPoints.', 'recall', { 'text.en.keyPoints.third': 'a' }],
  [
    'text/key-without-text: "second" of keyPoints has no text in zh-CN.',
    'recall',
    { 'text.zh-CN.keyPoints.second': undefined },
  ],
  ['text/empty: This text is empty after trimming.', 'recall', { 'text.en.pitfall': ' \n ' }],
  ['text/characters: Invisible or control character U+200B.', 'recall', { 'text.en.why': 'a\u200bb' }],
  ['text/characters: Not in NFC form.', 'recall', { 'text.en.why': 'cafe\u0301' }],
  ['markdown/html: Raw HTML is not allowed: <br>', 'recall', { 'text.en.why': 'a <br> b' }],
  ['markdown/image: Images are not allowed in format 1.', 'recall', { 'text.en.why': '![a](https://a.example/b.png)' }],
  ['markdown/heading: Headings are not allowed here.', 'recall', { 'text.en.why': '# Why' }],
  ['markdown/footnote: Footnotes are not allowed.', 'recall', { 'text.en.why': 'So.[^1]\n\n[^1]: because' }],
  ['markdown/break: No hard line breaks by two spaces or a backslash.', 'recall', { 'text.en.why': 'a  \nb' }],
  ['markdown/block: Only inline Markdown is allowed here.', 'recall', { 'text.en.title': '- a' }],
  [
    'markdown/link: Only https links are allowed: http://a.example',
    'recall',
    { 'text.en.why': '[a](http://a.example)' },
  ],
  ['markdown/nesting: Nested too deeply; lists go to two levels.', 'recall', { 'text.en.why': '- a\n  - b\n    - c' }],
  ['choice/no-correct: No option is correct.', 'choice', { 'options.0.correct': false }],
  ['choice/not-one: select is "one" but 2 options are correct.', 'choice', { 'options.1.correct': true }],
  ['choice/same: Options "yes" and "no" read the same.', 'choice', { 'text.en.options.no.label': ' yes' }],
  [
    'cloze/gap-missing: Gap "count" is in gaps but not in the en passage.',
    'cloze',
    { 'text.en.cloze': 'The {{word}}' },
  ],
  ['cloze/gap-unknown: {{wrod}} is not in gaps.', 'cloze', { 'text.en.cloze': '{{count}} ms, the {{word}} {{wrod}}' }],
  [
    'cloze/gap-twice: {{word}} stands twice in the en passage.',
    'cloze',
    { 'text.en.cloze': '{{count}} ms, the {{word}} {{word}}' },
  ],
  [
    'cloze/no-answer: Gap "word" has no accepted answer in zh-CN.',
    'cloze',
    { 'text.zh-CN.gaps.word.accept': undefined },
  ],
  ['cloze/not-a-number: Gap "count" is a number, "five" is none.', 'cloze', { 'gaps.0.accept': ['5', 'five'] }],
  ['order/incomplete: The sequence "main" leaves out "use".', 'order', { 'orders.0.sequence.1': 'ghost' }],
  ['order/unknown: The sequence "main" names "ghost", which is no item.', 'order', { 'orders.0.sequence.1': 'ghost' }],
  ['order/same: Sequences "main" and "other" are equal.', 'order', { 'orders.1.sequence': ['take', 'use', 'free'] }],
  ['match/unpaired: "event" has no pair.', 'match', { 'pairs.1': { left: 'lock', right: 'tells' } }],
  ['match/ambiguous: "lock" has two pairs.', 'match', { 'pairs.2': { left: 'lock', right: 'neither' } }],
  ['match/unknown: A pair names "ghost", which is not on the right.', 'match', { 'pairs.1.right': 'ghost' }],
  [
    'predict/program: A predict question has exactly one program in the prompt, and it has a run; here are 0.',
    'predict',
    { 'code.0.show': 'answer' },
  ],
  [
    'predict/not-gradable: stdoutMatches cannot grade a typed answer. Offer options.',
    'predict',
    { 'code.0.run.expect': { stdoutMatches: '.' } },
  ],
  [
    'bug/no-program: A spot-bug question shows its faulty program in the prompt.',
    'spot-bug',
    { 'code.0.show': 'answer' },
  ],
  ['bug/code: "fixed" is no program of the prompt.', 'spot-bug', { 'bugs.0.code': 'fixed' }],
  ['bug/lines: Line 40 does not exist: the program has 4 lines.', 'spot-bug', { 'bugs.0.to': 40 }],
  ['bug/order: The bug ends at line 1, before it starts at line 2.', 'spot-bug', { 'bugs.0.to': 1 }],
  ['bug/point: "ghost" is no key point.', 'spot-bug', { 'bugs.0.point': 'ghost' }],
  ['link/unknown: requires names q-0000000000, which is not in this pack.', 'cloze', { requires: ['q-0000000000'] }],
  ['link/self: contrastsWith names the question itself.', 'order', { contrastsWith: [samples.order.id] }],
  [
    'objective/unknown: There is no objective "lock-ownr". Did you mean "lock-owner"?',
    'recall',
    { objectives: ['lock-ownr'] },
  ],
  ['objective/unknown: There is no objective "processes".', 'recall', { objectives: ['processes'] }],
  ['point/unknown: "missed" names "ghost", which is no key point.', 'recall', { 'followUps.0.missed': ['ghost'] }],
  [
    'point/unknown: "supports" names "ghost", which is no key point.',
    'recall',
    { 'provenance.sources.0.supports': ['ghost'] },
  ],
  ['gap/unknown: "ghost" is no gap.', 'cloze', { 'misconceptions.0.gap': 'ghost' }],
  ['file/missing: code/predict-main.py does not exist.', 'predict', { 'code.0.file': 'code/predict-main.py' }],
  ['file/name: code/other.py must be called code/predict-main.py.', 'predict', { 'code.0.file': 'code/other.py' }],
  [
    'program/size: code/predict.py has 9000 bytes, the limit is 8192.',
    'predict',
    {},
    { programs: { 'predict.py': { kind: 'too-large', bytes: 9000 } } },
  ],
  ['program/size: code/predict.py has 121 lines, the limit is 120.', 'predict', {}, withProgram('\n'.repeat(121))],
  [
    'program/size: code/predict.py has 61 lines; in a prompt the limit is 60.',
    'predict',
    {},
    withProgram('\n'.repeat(61)),
  ],
  [
    'program/size: Line 2 of code/predict.py has 101 columns, the limit is 100.',
    'predict',
    {},
    withProgram(`\n${'中'.repeat(101)}\n`),
  ],
  [
    'program/encoding: code/predict.py is not plain UTF-8 text: byte 0xB5.',
    'predict',
    {},
    { programs: { 'predict.py': { kind: 'unreadable', problem: 'byte 0xB5' } } },
  ],
  [
    'run/by-version: No expectation for 3.13 and no "default".',
    'predict',
    { 'code.0.run.expect': { byVersion: { '3.12': { stdout: '' } } } },
  ],
  [
    'provenance/unreviewed: status is active but nobody other than an author reviewed rev 1.',
    'recall',
    { 'provenance.reviewedBy.0.by': 'Ada ' },
  ],
];

/** Messages about files, packs and earlier revisions, which have their own tests. */
const elsewhere =
  /^(json\/(?!reserved)|fmt\/|pack\/|path\/(layout|slug|duplicate-slug|pack|outside)|id\/(duplicate|changed|pack)|type\/|rev\/(not-raised|went-back|wording-but)|link\/cycle|file\/(orphan|shared|unreadable|deleted)|syllabus\/)/;

describe('a mistake in a question', () => {
  for (const [expected, name, change, options] of rows) {
    it(`earns: ${expected}`, () => {
      expect(messagesOf(name, change, options)).toContain(expected);
    });
  }

  it('has a row for each message', () => {
    const templates = Object.entries(messages).filter(([id]) => !elsewhere.test(id));
    const unearned = templates.filter(([, { en }]) => !rows.some(([expected]) => pattern(en).test(expected)));
    expect(unearned.map(([id]) => id)).toEqual([]);
  });
});

describe('the messages', () => {
  it.each(Object.entries(messages))('%s names the same things in both languages', (_id, message) => {
    expect(placeholders(message['zh-CN'])).toEqual(placeholders(message.en));
    expect(message['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  it('are given in Chinese on request', () => {
    const found = findingsOf('recall', { objectives: ['processes'] }, { language: 'zh-CN' });
    expect(found.map((finding) => finding.message)).toEqual(['没有目标 "processes"。']);
  });

  it('are silent about the samples', () => {
    for (const name of Object.keys(samples) as SampleName[]) expect(messagesOf(name)).toEqual([]);
  });
});

function withProgram(text: string): CheckOptions {
  return { programs: { 'predict.py': { kind: 'text', text, bytes: text.length } } };
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

function pattern(template: string): RegExp {
  const literal = template.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`: ${literal.join('.*')}$`);
}
