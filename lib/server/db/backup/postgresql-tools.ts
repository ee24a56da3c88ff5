/**
 * PostgreSQL's own programs, which only the command line may start: the server is given them or does without.
 * Every promise rejects with a BackupError when the program is missing or fails.
 */
export type PostgresqlTools = {
  /** `pg_dump -Fc` of one exported snapshot into a file. */
  readonly dump: (url: string, snapshot: string, file: string) => Promise<void>;
  /** Runs `before`, the dump and `after` through psql in one transaction. */
  readonly restore: (
    url: string,
    dumpFile: string,
    sql: { readonly before: string; readonly after: string },
  ) => Promise<void>;
};
