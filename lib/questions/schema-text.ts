import { z } from 'zod';
import { byKey, byLocale, distinct, text } from './schema-parts';

/** The words of a question in one language: `text.<locale>` (question-format.md §4). */
const common = {
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
};

const keyPoints = byKey(text(1, 200), 9);

/** Parts that any type may have; they stand last in a file. */
const commonEnd = {
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
};

const options = byKey(z.strictObject({ label: text(1, 400), why: text(1, 600) }), 8);
const accept = distinct(text(1, 60), 1, 10);
const gapTexts = byKey(z.strictObject({ accept: accept.exactOptional(), hint: text(1, 60).exactOptional() }), 8);
const labelled = z.strictObject({ label: text(1, 400), why: text(1, 600).exactOptional() });
const cloze = text(1, 1200).meta({ description: 'The passage; a gap is {{key}}.' });
const orderTexts = byKey(text(1, 200), 6);

export const acceptSchema = accept;

export const textSchemas = {
  recall: byLocale(z.strictObject({ ...common, keyPoints, ...commonEnd })),
  scenario: byLocale(z.strictObject({ ...common, keyPoints, options: options.exactOptional(), ...commonEnd })),
  spotBug: byLocale(z.strictObject({ ...common, keyPoints, ...commonEnd })),
  choice: byLocale(z.strictObject({ ...common, keyPoints: keyPoints.exactOptional(), options, ...commonEnd })),
  predict: byLocale(
    z.strictObject({
      ...common,
      keyPoints: keyPoints.exactOptional(),
      options: options.exactOptional(),
      ...commonEnd,
    }),
  ),
  cloze: byLocale(
    z.strictObject({
      ...common,
      keyPoints: keyPoints.exactOptional(),
      cloze,
      gaps: gapTexts.exactOptional(),
      ...commonEnd,
    }),
  ),
  order: byLocale(
    z.strictObject({
      ...common,
      keyPoints: keyPoints.exactOptional(),
      items: byKey(labelled, 10),
      orders: orderTexts.exactOptional(),
      ...commonEnd,
    }),
  ),
  match: byLocale(
    z.strictObject({
      ...common,
      keyPoints: keyPoints.exactOptional(),
      left: byKey(labelled, 12),
      right: byKey(labelled, 12),
      ...commonEnd,
    }),
  ),
};

/** Every part that the text of some type may have: for what treats all types alike, such as rendering and rules. */
const anyTextSchema = z.strictObject({
  ...common,
  keyPoints: keyPoints.exactOptional(),
  options: options.exactOptional(),
  cloze: cloze.exactOptional(),
  gaps: gapTexts.exactOptional(),
  items: byKey(labelled, 10).exactOptional(),
  left: byKey(labelled, 12).exactOptional(),
  right: byKey(labelled, 12).exactOptional(),
  orders: orderTexts.exactOptional(),
  ...commonEnd,
});

export type QuestionText = z.infer<typeof anyTextSchema>;
