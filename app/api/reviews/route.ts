import { z } from 'zod';
import { runRoute } from '@/lib/server/http/run-route';
import { listReviews } from '@/lib/server/use-cases/list-reviews';
import { recordReviews } from '@/lib/server/use-cases/record-reviews';

/** Items are read one by one in the use case: a bad one is rejected by itself. */
export const POST = runRoute(
  {
    action: 'record-reviews',
    body: z.strictObject({ events: z.array(z.unknown()).min(1).max(500) }),
    maxBytes: 1024 * 1024,
    text: 'by-use-case',
  },
  recordReviews,
);

export const GET = runRoute(
  {
    action: 'read-reviews',
    query: z.strictObject({
      after: z
        .string()
        .regex(/^\d{1,10}$/)
        .transform(Number)
        .refine((seq) => seq <= 2_147_483_647)
        .default(0),
    }),
  },
  listReviews,
);
