import { DatabaseError } from './database-error';
import type { Database } from './open-database';

/**
 * What /readyz asks: the database answers, its durable settings hold, and its schema is this build's.
 * @throws DatabaseError that names what is not so
 */
export async function checkReady(
  database: Database,
  loadApplied: () => Promise<readonly string[]>,
  expected: readonly string[] | undefined,
): Promise<void> {
  const applied = await loadApplied();
  database.assertDurable();
  if (expected === undefined) return;
  const unknown = applied.find((name) => !expected.includes(name));
  if (unknown !== undefined) {
    throw new DatabaseError(
      'newer-schema',
      `The database is newer than this program, which does not know migration ${unknown}.`,
    );
  }
  const missing = expected.find((name) => !applied.includes(name));
  if (missing !== undefined) {
    throw new DatabaseError('older-schema', `The database lacks migration ${missing}: run \`npm run db:migrate\`.`);
  }
}
