import { z } from 'zod';
import { byLocale, distinct, localeSchema, pythonVersionSchema, slugSchema, text } from './schema-parts';

/** `pack.json` (question-format.md §2). */
export const packSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  format: z.literal(1),
  id: slugSchema.meta({ description: 'Equals the name of the folder.' }),
  title: byLocale(text(1, 80)),
  description: byLocale(text(1, 400)),
  license: text(1, 60).meta({ description: 'SPDX id of every question that names none.' }),
  sourceLocale: localeSchema.meta({ description: 'Default for new questions.' }),
  locales: distinct(localeSchema, 1, 2).meta({ description: 'What a question must have before it can be active.' }),
  maintainers: distinct(text(1, 60), 1, 20),
  python: z.strictObject({ versions: distinct(pythonVersionSchema, 1, 12) }).exactOptional(),
  needsTimeslice: z
    .string()
    .regex(/^>=[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$/)
    .meta({ description: 'An older instance refuses the pack.' }),
});

export type Pack = z.infer<typeof packSchema>;
