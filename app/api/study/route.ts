import { z } from 'zod';
import { runRoute } from '@/lib/server/http/run-route';
import { openStudy } from '@/lib/server/use-cases/open-study';

export const GET = runRoute(
  {
    action: 'study',
    query: z.strictObject({
      limit: z
        .string()
        .regex(/^\d{1,3}$/)
        .transform(Number)
        .refine((limit) => limit >= 1 && limit <= 100)
        .default(20),
    }),
  },
  openStudy,
);
