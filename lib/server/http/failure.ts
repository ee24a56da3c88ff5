import { toDatabaseError } from '../db/database-error';
import type { Settings } from '../env';
import type { Problem } from './problem';

/**
 * What an unexpected error becomes: 503 when the database is away or the server too busy, 500 otherwise; never access.
 * In local mode the reader owns the machine, so the sentence about the database is shown; in team mode it is only logged.
 */
export function problemOfError(error: unknown, settings: Settings): Problem {
  const database = toDatabaseError(error);
  if (database !== null) {
    const sentence = settings.mode === 'local' ? { detail: database.message } : {};
    return { code: 'unavailable', retryAfterSeconds: 5, ...sentence };
  }
  const isBusy = error instanceof Error && 'code' in error && error.code === 'SERVER_BUSY';
  return isBusy ? { code: 'unavailable', retryAfterSeconds: 5 } : { code: 'internal' };
}
