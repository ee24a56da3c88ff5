import { runProbe } from '@/lib/server/http/run-probe';

/** The process is alive; touches nothing. */
export const GET = runProbe(() => Promise.resolve({ isUp: true, details: {} }));
