import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { nextUuidV7, type UserId, type UuidV7Clock } from '@/lib/base/ids';
import type { Instant } from '@/lib/base/time';
import type { Actor } from '@/lib/policy/actor';
import type { Quality } from '@/lib/scheduler/types';
import { createRenderer } from '@/lib/server/content/create-renderer';
import { importQuestions } from '@/lib/server/content/import-questions';
import { prepareDatabase } from '@/lib/server/db/prepare-database';
import type { Deps } from '@/lib/server/deps';
import { createStores } from '@/lib/server/store/create-stores';
import { openStudy } from '@/lib/server/use-cases/open-study';
import { recordReviews } from '@/lib/server/use-cases/record-reviews';
import { saveSettings } from '@/lib/server/use-cases/save-settings';

const DAY_MILLIS = 86_400_000;
const NEW_A_DAY = 2;
const NEW_TODAY = 5;
const DAYS = 7;
/** Mostly had, sometimes with effort, sometimes not: a pupil as any. */
const GRADES: readonly Quality[] = [4, 4, 3, 4, 1, 4, 5, 4, 4, 3, 4];

/**
 * A week of one learner in a new data folder, lived through the use cases with a clock that is moved on: two new questions a
 * day, and whatever comes back. Today is left to be done.
 */
export async function livedWeek(dataDir: string, questionsDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const databaseUrl = `file:${path.resolve(dataDir, 'timeslice.db')}`;
  await prepareDatabase({
    databaseUrl,
    dataDir,
    migrationsDir: path.resolve('prisma', 'migrations'),
    version: '1.0.0',
    log: () => undefined,
    now: new Date(),
    requireBackup: false,
    postgresqlTools: null,
  });
  const { stores, close } = createStores({ databaseUrl });
  let now = Date.now() - DAYS * DAY_MILLIS;
  const deps: Deps = { stores, now: () => now as Instant, renderQuestions: createRenderer(stores.content) };
  await importQuestions({ stores, questionsDir, now: deps.now, apply: true });
  const learner = await stores.instance.localLearner(() => ({
    id: randomUUID() as UserId,
    role: 'admin',
    name: '',
    email: null,
    emailKey: null,
    passwordHash: null,
    createdAt: deps.now(),
  }));
  const actor: Actor = { kind: 'learner', userId: learner.id, role: learner.role, mode: 'local' };
  await saveSettings(deps, actor, { newPerDay: NEW_A_DAY });

  let clock: UuidV7Clock | null = null;
  let count = 0;
  for (let day = DAYS; day >= 1; day -= 1) {
    const study = await openStudy(deps, actor, { limit: 100 });
    if (!study.ok) throw new Error(study.error.code);
    for (const item of study.value.items) {
      now += 60_000;
      const next = nextUuidV7(clock, now, crypto.getRandomValues(new Uint8Array(8)));
      clock = next.clock;
      const event = {
        id: next.id,
        kind: 'answered',
        questionId: item.questionId,
        questionRev: item.rev,
        locale: 'en',
        timeZone: 'UTC',
        occurredAt: new Date(now).toISOString(),
        deviceId: 'week',
        deviceSeq: count,
        quality: GRADES[count % GRADES.length] ?? 4,
        response: {},
        durationMs: 45_000,
      };
      count += 1;
      const stored = await recordReviews(deps, actor, { events: [event] });
      if (!stored.ok || stored.value.results[0]?.status !== 'stored') throw new Error(JSON.stringify(stored));
    }
    now = Date.now() - (day - 1) * DAY_MILLIS;
  }
  await saveSettings(deps, actor, { newPerDay: NEW_TODAY });
  await close();
}
