/** What can be wrong with a database as a whole; the text for people stands in the message. */
export type DatabaseErrorCode =
  | 'locked'
  | 'read-only'
  | 'full'
  | 'missing'
  | 'damaged'
  | 'unreachable'
  | 'denied'
  | 'overloaded'
  | 'not-durable'
  | 'newer-schema'
  | 'older-schema'
  | 'edited-migration'
  | 'unfinished-migration'
  | 'migration-failed'
  | 'backup-required';

/** A failure of the database itself, never of a request: one sentence that says so and what to do. The HTTP edge answers 503. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The same error as a DatabaseError when the database as a whole is the reason, else null: the caller rethrows what it has. */
export function toDatabaseError(error: unknown): DatabaseError | null {
  if (error instanceof DatabaseError) return error;
  for (const code of errorCodes(error)) {
    const sentence = sentenceOf(code);
    if (sentence !== null) return new DatabaseError(sentence.code, sentence.text, { cause: error });
  }
  return null;
}

/** Whether the database ended a transaction for another one's sake (deadlock, conflict); it left nothing behind and may run again. */
export function isConflict(error: unknown): boolean {
  return errorCodes(error).some((code) => /^(P2034|TransactionWriteConflict|40P01|40001)$/.test(code));
}

/** As toDatabaseError, for an error of the file system at the database's own file. */
export function toFileError(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DatabaseError('missing', `The folder of ${path} does not exist: make it, or correct DATABASE_URL.`, {
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR') {
    return new DatabaseError(
      'read-only',
      `${path} may not be written: give the user who runs Timeslice write access to it and its folder.`,
      { cause: error },
    );
  }
  return toDatabaseError(error) ?? error;
}

/** Codes of the driver (SQLITE_FULL, 53100, ECONNREFUSED), which tell more, before those of Prisma (P1001). */
function errorCodes(error: unknown): readonly string[] {
  const codes: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 4) return;
    const fields = value as Readonly<Record<string, unknown>>;
    visit(fields['meta'], depth + 1);
    visit(fields['driverAdapterError'], depth + 1);
    visit(fields['cause'], depth + 1);
    for (const name of ['originalCode', 'kind', 'code']) {
      const code = fields[name];
      if (typeof code === 'string') codes.push(code);
    }
    const message = String(fields['message']);
    codes.push(...(message.match(/\bSQLITE_[A-Z_]+/g) ?? []));
    // The PostgreSQL driver tells these by their words alone.
    if (message === 'timeout exceeded when trying to connect') codes.push('pool-timeout');
    if (
      /(^Connection terminated|^timeout expired|^Client has encountered a connection error|\bconnect E[A-Z]+ )/.test(
        message,
      )
    ) {
      codes.push('connection-lost');
    }
  };
  visit(error, 0);
  return codes;
}

function sentenceOf(code: string): { readonly code: DatabaseErrorCode; readonly text: string } | null {
  for (const { pattern, code: ours, text } of sentences) if (pattern.test(code)) return { code: ours, text };
  return null;
}

const sentences: readonly { readonly pattern: RegExp; readonly code: DatabaseErrorCode; readonly text: string }[] = [
  {
    pattern: /^(SQLITE_BUSY|SQLITE_LOCKED|SocketTimeout$|P1008$|55P03$)/,
    code: 'locked',
    text: 'The database is locked by another program: close whatever else has it open for writing, then try again.',
  },
  {
    pattern: /^(SQLITE_READONLY|SQLITE_PERM|25006$)/,
    code: 'read-only',
    text: 'The database is read-only: give the user who runs Timeslice write access to the file and its folder.',
  },
  {
    pattern: /^(SQLITE_FULL|53100$|ENOSPC$|EDQUOT$)/,
    code: 'full',
    text: 'The disk that holds the database is full: free some space; nothing that was acknowledged is lost.',
  },
  {
    pattern: /^(SQLITE_CANTOPEN|DatabaseDoesNotExist$|P1003$|3D000$)/,
    code: 'missing',
    text: 'The database cannot be opened: check that the path or name in DATABASE_URL exists and may be read.',
  },
  {
    pattern: /^(SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR|XX001$|XX002$)/,
    code: 'damaged',
    text: 'The database file is damaged or cannot be read: restore a backup with `npm run db:restore -- FILE`.',
  },
  {
    pattern: /^(AuthenticationFailed$|DatabaseAccessDenied$|P1000$|P1010$|28P01$|28000$|42501$)/,
    code: 'denied',
    text: 'The database refused the user: check the name, password and rights in DATABASE_URL.',
  },
  {
    pattern: /^(pool-timeout$|TooManyConnections$|P2037$|P2024$|P2028$|53300$|57014$)/,
    code: 'overloaded',
    text: 'The database has more work than it can do in time: try again shortly.',
  },
  {
    pattern:
      /^(connection-lost$|DatabaseNotReachable$|ConnectionClosed$|TlsConnectionError$|P1001$|P1002$|P1011$|P1017$|57P0\d$|08\d{3}$|ECONNREFUSED$|ECONNRESET$|ENOTFOUND$|ETIMEDOUT$|EPIPE$|EAI_AGAIN$)/,
    code: 'unreachable',
    text: 'The database cannot be reached: check that it is running and that DATABASE_URL names its host and port.',
  },
];
