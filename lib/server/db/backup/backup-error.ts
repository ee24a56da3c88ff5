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
