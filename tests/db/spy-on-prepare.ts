import Sqlite from 'better-sqlite3';
import { vi } from 'vitest';

/** Sees every statement that any SQLite connection prepares; what it throws, the driver throws. */
export function spyOnPrepare(see: (sql: string) => void) {
  const prepare = Object.getOwnPropertyDescriptor(Sqlite.prototype, 'prepare')?.value as (
    this: Sqlite.Database,
    sql: string,
  ) => Sqlite.Statement;
  return vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(function (this: Sqlite.Database, sql: string) {
    see(sql);
    return prepare.call(this, sql);
  });
}
