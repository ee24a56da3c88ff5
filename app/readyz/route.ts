import { getDeps } from '@/lib/server/deps';
import { getSettings } from '@/lib/server/env';
import { runProbe } from '@/lib/server/http/run-probe';
import { checkReadiness } from '@/lib/server/use-cases/check-readiness';

export const GET = runProbe(() => checkReadiness(getDeps, getSettings().dataDir));
