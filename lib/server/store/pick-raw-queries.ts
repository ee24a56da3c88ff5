import type { Dialect } from '../db/database-url';
import { rawPostgresql } from './raw-postgresql';
import type { RawQueries } from './raw-queries';
import { rawSqlite } from './raw-sqlite';

export function pickRawQueries(dialect: Dialect): RawQueries {
  return dialect === 'sqlite' ? rawSqlite : rawPostgresql;
}
