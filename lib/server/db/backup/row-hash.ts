import { createHash } from 'node:crypto';
import type { TableSums } from './backup-manifest';

/** The history of migrations holds times of its own; a backup names the migrations instead. */
export const NOT_SUMMED = '_prisma_migrations';

/**
 * Sums the rows of one table. Both databases give the same sum for the same data: columns in the order of their names,
 * rows in the byte order of the primary key, whole numbers and truth values as decimal digits.
 */
export class RowHash {
  readonly #digest = createHash('sha256');
  #rows = 0;

  add(values: readonly unknown[]): void {
    this.#rows += 1;
    this.#digest.update(JSON.stringify(values.map(canonical)));
    this.#digest.update('\n');
  }

  finish(): TableSums[string] {
    return { rows: this.#rows, sha256: this.#digest.digest('hex') };
  }
}

function canonical(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
}

/** The tables whose sums differ, in words; empty when all agree. */
export function differences(expected: TableSums, actual: TableSums, except: readonly string[] = []): readonly string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return names
    .filter((name) => !except.includes(name))
    .filter((name) => expected[name]?.sha256 !== actual[name]?.sha256 || expected[name]?.rows !== actual[name]?.rows);
}
