import { z } from 'zod';
import { localSessionCookie } from '@/lib/server/auth/cookies';
import { openLocalSession } from '@/lib/server/auth/open-local-session';
import { runRoute } from '@/lib/server/http/run-route';

export const POST = runRoute(
  {
    action: 'open-local-session',
    onlyIn: 'local',
    body: z.strictObject({ key: z.string().min(1).max(256) }),
    respond: ({ sid }, settings) =>
      new Response(null, { status: 204, headers: { 'set-cookie': localSessionCookie(sid, settings) } }),
  },
  openLocalSession,
);
