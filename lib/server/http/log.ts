export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
/** Scalars only: bodies, headers, keys and answers have no way in. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

const rank: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };

export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/** JSON lines in UTC, on standard output unless told otherwise. */
export function createLog(
  threshold: LogLevel,
  now: () => number = Date.now,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Log {
  return (level, event, fields = {}) => {
    if (rank[level] > rank[threshold]) return;
    write(`${escapeLine(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }))}\n`);
  };
}

/** JSON leaves DEL, C1 controls and the line separators as they are; terminals and log readers do not. */
function escapeLine(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * What may be logged of an unexpected error: its name, its code, the first line of its message, cut, and where it arose.
 * The rest of a message can quote the values of a query, an answer among them.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const message = error.message.split('\n').find((line) => line.trim() !== '') ?? '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code,
    message: message.slice(0, 200),
    stack: frames
      .slice(0, 12)
      .map((line) => line.trim())
      .join(' | '),
  };
}
