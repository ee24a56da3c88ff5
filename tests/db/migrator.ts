import { migrate } from '../../lib/server/db/migrations/migrate';

/** A process that migrates and prints what it applied. Arguments: database, folder of the migrations. */
const [databaseUrl = '', migrationsDir = ''] = process.argv.slice(2);

const { applied } = await migrate({
  databaseUrl,
  migrationsDir,
  log: (line) => process.stdout.write(`${line}\n`),
  beforeFirst: () => Promise.resolve(),
});
process.stdout.write(`${JSON.stringify(applied)}\n`);
