import { z } from 'zod';
import { dateSchema, distinct, keySchema, localeSchema, questionIdSchema, slugSchema, text } from './schema-parts';
import { codeBlockSchema } from './schema-program';
import { provenanceSchema } from './schema-provenance';
import { acceptSchema, textSchemas } from './schema-text';

/**
 * Question format 1: the authority on the shape of a question file (question-format.md §4 and §5).
 * What a shape cannot say is a rule in `lint/`; what JSON Schema can say and zod's export cannot is added in json-schema.ts.
 * Lengths count characters (code points).
 */
const keyed = z.strictObject({ key: keySchema });

const keyPoint = z.strictObject({
  key: keySchema,
  must: z.boolean().exactOptional(),
  weight: z.int().min(1).max(5).exactOptional(),
});
const keyPoints = z.array(keyPoint).min(1).max(9);

const option = z.strictObject({
  key: keySchema,
  correct: z.boolean(),
  pin: z.literal('last').exactOptional(),
});
const options = z.array(option).min(2).max(8);
const select = z.enum(['one', 'many']);

const appliesTo = z
  .strictObject({
    python: text(1, 40)
      .regex(/^(>=|<=|==|>|<)3\.[0-9]+(, ?(>=|<=|==|>|<)3\.[0-9]+)*$/)
      .exactOptional(),
    implementation: z.enum(['CPython', 'PyPy', 'any']).exactOptional(),
    build: z.enum(['gil', 'free-threaded', 'any']).exactOptional(),
    os: distinct(z.enum(['linux', 'macos', 'windows']), 1, 3).exactOptional(),
  })
  .refine((value) => Object.keys(value).length > 0, { error: 'empty', params: { rule: 'schema/missing' } })
  .meta({ minProperties: 1 });

/** Fields of every type, in the order of a file. */
const head = {
  $schema: z.string().exactOptional(),
  format: z.literal(1).meta({
    description: 'Format number. A higher one is refused with the version of Timeslice that reads it.',
  }),
  id: questionIdSchema,
  rev: z.int().min(1).max(9999),
  change: z
    .enum(['wording', 'meaning'])
    .meta({ description: 'What this rev did to the question; required from rev 2.' })
    .exactOptional(),
  meaningRev: z
    .int()
    .min(1)
    .meta({ description: 'The last rev whose change was meaning; lets an instance that skipped revs decide.' })
    .exactOptional(),
  changeNote: text(1, 200).exactOptional(),
  status: z.enum(['draft', 'review', 'active', 'deprecated']),
  replacedBy: distinct(questionIdSchema, 1, 5).exactOptional(),
  aliases: distinct(slugSchema, 1, 10).exactOptional(),
};

const about = {
  level: z.int().min(1).max(5),
  askedFrequency: z.enum(['rare', 'common', 'very-common']).exactOptional(),
  timeSeconds: z.int().min(10).max(900),
  tags: distinct(slugSchema, 1, 8).exactOptional(),
  objectives: distinct(slugSchema, 1, 8).exactOptional(),
  requires: distinct(questionIdSchema, 1, 5).exactOptional(),
  contrastsWith: distinct(questionIdSchema, 1, 5).exactOptional(),
  appliesTo: appliesTo.exactOptional(),
  reviewBy: dateSchema.exactOptional(),
  sourceLocale: localeSchema,
};

const aside = {
  redFlags: z.array(keyed).min(1).max(6).exactOptional(),
  misconceptions: z
    .array(
      z.strictObject({
        key: keySchema,
        gap: keySchema.exactOptional(),
        answers: distinct(text(1, 4000), 1, 10).exactOptional(),
      }),
    )
    .min(1)
    .max(6)
    .exactOptional(),
  followUps: z
    .array(
      z.strictObject({
        key: keySchema,
        when: z.enum(['always', 'good-answer', 'missed']),
        id: questionIdSchema.exactOptional(),
        missed: distinct(keySchema, 1, 9).exactOptional(),
      }),
    )
    .min(1)
    .max(5)
    .exactOptional(),
};

const code = z.array(codeBlockSchema).min(1).max(8);

const end = {
  provenance: provenanceSchema,
  x: z.record(z.string(), z.unknown()).meta({ description: 'Anything of your own; kept and ignored.' }).exactOptional(),
};

const recallSchema = z.strictObject({
  ...head,
  type: z.literal('recall'),
  ...about,
  keyPoints,
  ...aside,
  code: code.exactOptional(),
  text: textSchemas.recall,
  ...end,
});

const choiceSchema = z.strictObject({
  ...head,
  type: z.literal('choice'),
  ...about,
  keyPoints: keyPoints.exactOptional(),
  select,
  options,
  ...aside,
  code: code.exactOptional(),
  text: textSchemas.choice,
  ...end,
});

const clozeSchema = z.strictObject({
  ...head,
  type: z.literal('cloze'),
  ...about,
  keyPoints: keyPoints.exactOptional(),
  gaps: z
    .array(
      z.strictObject({
        key: keySchema,
        kind: z.enum(['text', 'number', 'code']),
        accept: acceptSchema.exactOptional(),
      }),
    )
    .min(1)
    .max(8),
  ...aside,
  code: code.exactOptional(),
  text: textSchemas.cloze,
  ...end,
});

const orderSchema = z.strictObject({
  ...head,
  type: z.literal('order'),
  ...about,
  keyPoints: keyPoints.exactOptional(),
  items: z.array(keyed).min(3).max(10),
  orders: z
    .array(z.strictObject({ key: keySchema, sequence: distinct(keySchema, 3, 10) }))
    .min(1)
    .max(6),
  ...aside,
  code: code.exactOptional(),
  text: textSchemas.order,
  ...end,
});

const matchSchema = z.strictObject({
  ...head,
  type: z.literal('match'),
  ...about,
  keyPoints: keyPoints.exactOptional(),
  left: z.array(keyed).min(2).max(12),
  right: z.array(keyed).min(2).max(12),
  pairs: z
    .array(z.strictObject({ left: keySchema, right: keySchema }))
    .min(2)
    .max(24),
  ...aside,
  code: code.exactOptional(),
  text: textSchemas.match,
  ...end,
});

const predictSchema = z.strictObject({
  ...head,
  type: z.literal('predict'),
  ...about,
  keyPoints: keyPoints.exactOptional(),
  select: select.exactOptional(),
  options: options.exactOptional(),
  ...aside,
  code,
  text: textSchemas.predict,
  ...end,
});

const spotBugSchema = z.strictObject({
  ...head,
  type: z.literal('spot-bug'),
  ...about,
  keyPoints,
  bugs: z
    .array(z.strictObject({ code: keySchema, from: z.int().min(1), to: z.int().min(1), point: keySchema }))
    .min(1)
    .max(3),
  ...aside,
  code,
  text: textSchemas.spotBug,
  ...end,
});

const scenarioSchema = z.strictObject({
  ...head,
  type: z.literal('scenario'),
  ...about,
  keyPoints,
  select: select.exactOptional(),
  options: options.exactOptional(),
  ...aside,
  code: code.exactOptional(),
  text: textSchemas.scenario,
  ...end,
});

export const questionSchema = z.discriminatedUnion('type', [
  recallSchema,
  choiceSchema,
  clozeSchema,
  orderSchema,
  matchSchema,
  predictSchema,
  spotBugSchema,
  scenarioSchema,
]);

export type Question = z.infer<typeof questionSchema>;
export type RecallQuestion = z.infer<typeof recallSchema>;
export type ChoiceQuestion = z.infer<typeof choiceSchema>;
export type ClozeQuestion = z.infer<typeof clozeSchema>;
export type OrderQuestion = z.infer<typeof orderSchema>;
export type MatchQuestion = z.infer<typeof matchSchema>;
export type PredictQuestion = z.infer<typeof predictSchema>;
export type SpotBugQuestion = z.infer<typeof spotBugSchema>;
export type ScenarioQuestion = z.infer<typeof scenarioSchema>;
