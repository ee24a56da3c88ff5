import { z } from 'zod';
import { distinct, keySchema, pythonVersionSchema, text } from './schema-parts';

/** Programs and what they were seen to do (question-format.md §11). */
const plainExpectation = {
  stdout: text(0, 4000).exactOptional(),
  stdoutOneOf: distinct(text(0, 4000), 2, 20).exactOptional(),
  stdoutMatches: text(1, 500)
    .refine(isRegularExpression, { error: 'not a regular expression', params: { rule: 'schema/pattern' } })
    .meta({ format: 'regex', description: 'ECMAScript regular expression, applied to the whole of stdout.' })
    .exactOptional(),
  exception: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_.]*$/)
    .max(100)
    .meta({ description: 'Type name of the uncaught exception; the exit status must not be 0.' })
    .exactOptional(),
  hangs: z.literal(true).meta({ description: 'The program is still running at timeoutMs.' }).exactOptional(),
  distinctAtLeast: z.int().min(2).max(100).exactOptional(),
};

const plainExpectationSchema = z.strictObject(plainExpectation).meta({ id: 'expectSimple' });

/** Which of these stand together is said by the rule `run/expectation` and by json-schema.ts. */
const expectationSchema = z
  .strictObject({
    ...plainExpectation,
    byVersion: z
      .record(z.string().regex(/^(3\.[0-9]+t?|default)$/), plainExpectationSchema)
      .refine((byVersion) => Object.keys(byVersion).length > 0, {
        error: 'no version',
        params: { rule: 'schema/missing' },
      })
      .meta({ minProperties: 1 })
      .exactOptional(),
  })
  .meta({ id: 'expect' });

const runSchema = z
  .strictObject({
    on: distinct(pythonVersionSchema, 1, 12).exactOptional(),
    repeat: z.int().min(1).max(500).exactOptional(),
    timeoutMs: z.int().min(100).max(30_000).exactOptional(),
    stdin: text(0, 2000).exactOptional(),
    expect: expectationSchema,
  })
  .meta({ id: 'run' });

export const codeBlockSchema = z
  .strictObject({
    key: keySchema,
    lang: z.enum(['python', 'sh', 'text']),
    show: z.enum(['prompt', 'answer']),
    file: z
      .string()
      .regex(/^code\/[a-z0-9]+([-_.][a-z0-9]+)*\.(py|sh|txt)$/)
      .max(120)
      .exactOptional(),
    source: text(1, 2000).exactOptional(),
    run: runSchema.exactOptional(),
  })
  .meta({ id: 'code' });

export type CodeBlock = z.infer<typeof codeBlockSchema>;
export type Expectation = z.infer<typeof expectationSchema>;
export type PlainExpectation = z.infer<typeof plainExpectationSchema>;

/** Look-behind is left out of format 1, so that other engines can read the same expression. Compiled, never run here. */
function isRegularExpression(source: string): boolean {
  if (/\(\?<[=!]/.test(source)) return false;
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
