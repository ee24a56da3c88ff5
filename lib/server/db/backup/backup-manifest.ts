import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup says of itself; stored as JSON at the end of the file. */
export const backupManifestSchema = z.strictObject({
  format: z.literal(1),
  /** Version of Timeslice that wrote it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  dialect: z.enum(['sqlite', 'postgresql']),
  /** Names of the migrations that its schema has. */
  migrations: z.array(z.string()),
  /** Rows and their hash, by table. */
  tables: z.record(z.string(), z.strictObject({ rows: z.int().min(0), sha256 })),
  /** The file without its end: a SQLite file, or what `pg_dump -Fc` wrote. */
  payload: z.strictObject({ bytes: z.int().min(1), sha256 }),
});

export type BackupManifest = z.infer<typeof backupManifestSchema>;
export type TableSums = BackupManifest['tables'];
