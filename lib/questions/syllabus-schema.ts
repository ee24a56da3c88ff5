import { z } from 'zod';
import { byLocale, distinct, httpsAddress, slugSchema, text } from './schema-parts';

/** Statements reach back to Python 2, programs do not. */
const anyPythonVersion = z.string().regex(/^([23]\.[0-9]+t?|[23]\.x)$/);

/** `syllabus.json`: what a learner should know at the end (question-format.md §3). */
const objectiveSchema = z
  .strictObject({
    id: slugSchema.max(60),
    statement: byLocale(text(1, 400)).meta({ description: 'The correct statement, true on its own.' }),
    importance: z.int().min(1).max(3),
    python: z
      .strictObject({ since: anyPythonVersion.exactOptional(), until: anyPythonVersion.exactOptional() })
      .exactOptional(),
    commonClaim: byLocale(text(1, 400)).exactOptional(),
    claimStatus: z.enum(['wrong', 'outdated', 'imprecise', 'opinion']).exactOptional(),
    claimPython: z.strictObject({ until: anyPythonVersion }).exactOptional(),
    severity: z.enum(['major', 'minor']).exactOptional(),
    sources: z.array(z.strictObject({ file: text(1, 200), section: text(1, 200) })).min(1),
    references: z.array(text(1, 500)).exactOptional(),
    check: text(1, 400).meta({ description: 'How to see it by running code.' }).exactOptional(),
    checkedByRunning: z.boolean().exactOptional(),
  })
  .refine((objective) => objective.commonClaim === undefined || objective.claimStatus !== undefined, {
    error: 'commonClaim needs claimStatus',
    params: { rule: 'syllabus/claim' },
  })
  .meta({ id: 'objective', dependentRequired: { commonClaim: ['claimStatus'] } });

const topicSchema = z
  .strictObject({
    id: slugSchema.max(40),
    order: z.int().min(1),
    title: byLocale(text(1, 80)),
    prerequisites: distinct(slugSchema.max(40), 0, 50),
    references: distinct(httpsAddress(), 0, 50),
    objectives: z.array(objectiveSchema),
  })
  .meta({ id: 'topic' });

export const syllabusSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  format: z.literal(1),
  pack: slugSchema,
  topics: z.array(topicSchema).min(1),
});

export type Syllabus = z.infer<typeof syllabusSchema>;
