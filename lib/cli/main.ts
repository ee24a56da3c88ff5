import { Command } from 'commander';

/** The commands of an instance. Each verb loads what it needs when it is called, so that `--help` is instant. */
const program = new Command('timeslice')
  .description('Commands for whoever runs a Timeslice instance')
  .showHelpAfterError();

program
  .command('admin')
  .description('accounts of team mode')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[words...]')
  .action(async (words: string[]) => finish((await import('./admin-command')).adminCommand(words)));

const db = program.command('db').description('the database');
db.command('migrate')
  .description('apply pending migrations; the server does it at start too')
  .action(async () => finish((await import('./db-commands')).migrateCommand()));
db.command('backup')
  .description('write a backup while the server runs')
  .argument('[file]', 'default: a new file in the backups folder')
  .action(async (file: string | undefined) => finish((await import('./db-commands')).backupCommand(file)));
db.command('restore')
  .description('replace the database with a backup; what was there is backed up first')
  .argument('<file>')
  .action(async (file: string) => finish((await import('./db-commands')).restoreCommand(file)));

program
  .command('cards')
  .description('cached card states')
  .command('rebuild')
  .description('make every cached state again from the log; nothing should change')
  .action(async () => finish((await import('./cards-command')).rebuildCommand()));

async function finish(code: Promise<number>): Promise<void> {
  process.exitCode = await code;
}

await program.parseAsync();
