import { z } from 'zod';
import { dateSchema, distinct, httpsAddress, keySchema, text } from './schema-parts';

const sourceSchema = z
  .strictObject({
    kind: z.enum([
      'note',
      'docs',
      'pep',
      'cpython-source',
      'manual',
      'paper',
      'book',
      'article',
      'asked-in-interview',
      'own-experiment',
    ]),
    ref: text(1, 200),
    section: text(1, 200).exactOptional(),
    url: httpsAddress().exactOptional(),
    accessed: dateSchema.exactOptional(),
    supports: distinct(keySchema, 1, 9).exactOptional(),
  })
  .meta({ id: 'source' });

/** Who wrote a question, from what, and who has read it since. */
export const provenanceSchema = z.strictObject({
  authors: distinct(text(1, 60), 1, 20),
  license: text(1, 60).meta({ description: 'SPDX id; left out means the licence of the pack.' }).exactOptional(),
  sources: z.array(sourceSchema).min(1).max(20),
  reviewedBy: z
    .array(z.strictObject({ by: text(1, 60), rev: z.int().min(1), on: dateSchema }))
    .min(1)
    .max(50)
    .exactOptional(),
  machineDrafted: z.boolean().exactOptional(),
});
