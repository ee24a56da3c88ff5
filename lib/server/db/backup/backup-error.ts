import { toDatabaseError } from '../database-error';

export type BackupErrorCode =
  'not-a-backup' | 'altered' | 'other-database' | 'newer' | 'in-use' | 'no-tools' | 'failed';

/** Why a backup or a restore stopped: one sentence that says so and what to do. Nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The error as its kind: a failure of the database becomes a DatabaseError, one of the file system a sentence with the path. */
export function nameBackupError(error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (path !== undefined && code !== undefined && code !== 'ENOSPC') {
    return new BackupError('failed', `${path} could not be read or written (${code}): check the path and its rights.`, {
      cause: error,
    });
  }
  return toDatabaseError(error) ?? error;
}
