import { z } from 'zod';
import { mergeQuestionTypes } from './merge-question-types';
import type { JsonSchema, ObjectSchema } from './merge-question-types';
import { packSchema } from './pack-schema';
import { questionSchema } from './schema';
import { syllabusSchema } from './syllabus-schema';

/**
 * The JSON Schemas (draft 2020-12) that editors read, written from zod. zod keeps shapes, patterns, lengths and enums and
 * drops refinements without a word; what JSON Schema can still say of them is added here.
 */
type ExportedUnion = {
  readonly $schema: string;
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  readonly oneOf: readonly ObjectSchema[];
};

function questionJsonSchema(): JsonSchema {
  const exported = z.toJSONSchema(questionSchema, { target: 'draft-2020-12' }) as unknown as ExportedUnion;
  const { whole, conditions } = mergeQuestionTypes(exported.oneOf);
  return {
    $schema: exported.$schema,
    $id: 'question.v1.schema.json',
    title: 'Timeslice question, format 1',
    ...whole,
    allOf: [...conditions, ...rules],
    $defs: { ...exported.$defs, ...withProgramConditions(exported.$defs) },
  };
}

/** File name under questions/schema/ and its bytes as text. */
export function jsonSchemaFiles(): Readonly<Record<string, string>> {
  const schemas = [questionJsonSchema(), packJsonSchema(), syllabusJsonSchema()];
  return Object.fromEntries(schemas.map((schema) => [String(schema['$id']), `${JSON.stringify(schema, null, 2)}\n`]));
}

function packJsonSchema(): JsonSchema {
  return entitled('pack.v1.schema.json', 'Timeslice pack, format 1', packSchema);
}

function syllabusJsonSchema(): JsonSchema {
  return entitled('syllabus.v1.schema.json', 'Timeslice syllabus, format 1', syllabusSchema);
}

function entitled(id: string, title: string, schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { $schema, $id: id, title, ...rest };
}

function when(condition: JsonSchema, then: JsonSchema, otherwise?: JsonSchema): JsonSchema {
  return { if: condition, then, ...(otherwise === undefined ? {} : { else: otherwise }) };
}

function isType(...types: readonly string[]): JsonSchema {
  return { properties: { type: { enum: types } }, required: ['type'] };
}

function has(...names: readonly string[]): JsonSchema {
  return { required: names };
}

function everyTextHas(...names: readonly string[]): JsonSchema {
  return { properties: { text: { additionalProperties: { required: names } } } };
}

const fromReview: JsonSchema = {
  properties: { status: { enum: ['review', 'active', 'deprecated'] } },
  required: ['status'],
};
const correctOption: JsonSchema = { properties: { correct: { const: true } }, required: ['correct'] };
const promptProgram: JsonSchema = { properties: { show: { const: 'prompt' } }, required: ['show'] };

/** question-format.md §12, the column "In JSON Schema too", as far as it is no shape. */
const rules: readonly JsonSchema[] = [
  when(
    { properties: { rev: { minimum: 2 } }, required: ['rev'] },
    { required: ['change'] },
    { properties: { change: false, meaningRev: false } },
  ),
  when({ properties: { change: { const: 'meaning' } }, required: ['change'] }, { required: ['changeNote'] }),
  when(has('replacedBy'), { properties: { status: { const: 'deprecated' } } }),
  when(fromReview, { required: ['objectives'], ...everyTextHas('oneLine', 'why') }),
  when({ allOf: [isType('recall', 'scenario'), fromReview] }, everyTextHas('answer')),
  when(has('keyPoints'), everyTextHas('keyPoints')),
  when(has('options'), {
    required: ['select'],
    properties: { options: { contains: correctOption } },
    ...everyTextHasWith('options', { options: { contains: correctOption } }),
  }),
  when(
    { properties: { select: { const: 'one' } }, required: ['select', 'options'] },
    { properties: { options: { contains: correctOption, minContains: 1, maxContains: 1 } } },
  ),
  when(isType('predict'), {
    properties: {
      code: {
        allOf: [
          { contains: promptProgram, minContains: 1, maxContains: 1 },
          { contains: { ...promptProgram, required: ['show', 'run'] } },
        ],
      },
    },
  }),
  when(isType('spot-bug'), { properties: { code: { contains: promptProgram } } }),
];

function everyTextHasWith(name: string, properties: JsonSchema): JsonSchema {
  return { properties: { ...properties, text: { additionalProperties: { required: [name] } } } };
}

function withProgramConditions(defs: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const contradictions = [
    ['stdout', 'stdoutOneOf'],
    ['stdout', 'stdoutMatches'],
    ['stdoutOneOf', 'stdoutMatches'],
    ['hangs', 'exception'],
    ['stdout', 'distinctAtLeast'],
  ].map((names) => ({ not: has(...names) }));
  return {
    expectSimple: { ...defs['expectSimple'], minProperties: 1, allOf: contradictions },
    expect: {
      ...defs['expect'],
      minProperties: 1,
      allOf: [...contradictions, when(has('byVersion'), { maxProperties: 1 })],
    },
    code: {
      ...defs['code'],
      oneOf: [has('file'), has('source')],
      allOf: [when(has('run'), { required: ['file'], properties: { lang: { const: 'python' } } })],
    },
  };
}
