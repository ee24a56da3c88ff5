import { z } from 'zod';
import { byKey, byLocale, distinct, text } from './schema-parts';

export const acceptSchema = distinct(text(1, 60), 1, 10);

const keyPoints = byKey(text(1, 200), 9);
const options = byKey(z.strictObject({ label: text(1, 400), why: text(1, 600) }), 8);
const labelled = z.strictObject({ label: text(1, 400), why: text(1, 600).exactOptional() });
const cloze = text(1, 1200).meta({ description: 'The passage; a gap is {{key}}.' });
const gaps = byKey(z.strictObject({ accept: acceptSchema.exactOptional(), hint: text(1, 60).exactOptional() }), 8);
const items = byKey(labelled, 10);
const side = byKey(labelled, 12);

/** The words of a question in one language, `text.<locale>` (question-format.md §4): every part that some type may have. */
const anyTextSchema = z.strictObject({
  title: text(1, 80).meta({
    description: 'Inline Markdown only. Shown in lists and search; must not give the answer away.',
  }),
  prompt: text(4, 1200).meta({ description: 'The question as an interviewer would say it.' }),
  oneLine: text(1, 280).meta({ description: 'The answer in the one sentence to say first, out loud.' }).exactOptional(),
  answer: text(1, 4000).meta({ description: 'The model answer, as it would be spoken.' }).exactOptional(),
  why: text(1, 4000).meta({ description: 'The explanation shown after the answer.' }).exactOptional(),
  pitfall: text(1, 600).exactOptional(),
  versionNote: text(1, 300).meta({ description: 'What differs between Python versions or builds.' }).exactOptional(),
  hints: z.array(text(1, 200)).max(3).exactOptional(),
  keyPoints: keyPoints.exactOptional(),
  options: options.exactOptional(),
  cloze: cloze.exactOptional(),
  gaps: gaps.exactOptional(),
  items: items.exactOptional(),
  left: side.exactOptional(),
  right: side.exactOptional(),
  orders: byKey(text(1, 200), 6).exactOptional(),
  redFlags: byKey(text(1, 200), 6).exactOptional(),
  misconceptions: byKey(text(1, 400), 6).exactOptional(),
  followUps: byKey(z.strictObject({ prompt: text(1, 400), answer: text(1, 1200) }), 5).exactOptional(),
  code: byKey(text(1, 200), 8).exactOptional(),
  ofRev: z
    .int()
    .min(1)
    .meta({ description: 'Translations only: the rev of the source text this follows.' })
    .exactOptional(),
  by: text(1, 60).exactOptional(),
});

export const textFieldNames: readonly string[] = Object.keys(anyTextSchema.shape);

/** For what treats all types alike, such as rendering and rules. */
export type QuestionText = z.infer<typeof anyTextSchema>;

const noOptions = { options: true } as const;
const noCloze = { cloze: true, gaps: true } as const;
const noOrder = { items: true, orders: true } as const;
const noMatch = { left: true, right: true } as const;

const spoken = anyTextSchema.omit({ ...noCloze, ...noOrder, ...noMatch }).extend({ keyPoints });
const picked = anyTextSchema.omit({ ...noCloze, ...noOrder, ...noMatch });

/** The text of each type: what belongs to another one is refused. */
export const textSchemas = {
  recall: byLocale(spoken.omit(noOptions)),
  choice: byLocale(picked.extend({ options })),
  cloze: byLocale(anyTextSchema.omit({ ...noOptions, ...noOrder, ...noMatch }).extend({ cloze })),
  order: byLocale(anyTextSchema.omit({ ...noOptions, ...noCloze, ...noMatch }).extend({ items })),
  match: byLocale(anyTextSchema.omit({ ...noOptions, ...noCloze, ...noOrder }).extend({ left: side, right: side })),
  predict: byLocale(picked),
  spotBug: byLocale(spoken.omit(noOptions)),
  scenario: byLocale(spoken),
};
