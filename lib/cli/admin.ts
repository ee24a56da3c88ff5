import { operator, type Role } from '../policy/actor';
import type { Deps } from '../server/deps';
import { createAccount, type CreateAccountError } from '../server/use-cases/create-account';
import { endSessions } from '../server/use-cases/end-sessions';
import { setAccountDisabled, type SetAccountDisabledError } from '../server/use-cases/set-account-disabled';

/** Where the command reads a password and says what it did. */
export type AdminTerminal = {
  /** Asks without echo at a terminal; otherwise takes one line of standard input. Null when there is none. */
  readonly readPassword: (prompt: string) => Promise<string | null>;
  readonly isInteractive: boolean;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
};

const usage = `Usage: npm run admin -- COMMAND
  create-admin EMAIL [--name NAME] [--no-password]
  create-user EMAIL [--name NAME] [--no-password]
  disable-user EMAIL      shuts the account and ends its sessions
  enable-user EMAIL       opens it again
  end-sessions EMAIL      signs the person out everywhere
The password is asked for at the terminal, or read as one line from standard input.
--no-password makes an account that can only sign in through the OIDC issuer.`;

type ErrorCode = CreateAccountError['code'] | SetAccountDisabledError['code'] | 'no-password';

const sentences: Readonly<Record<ErrorCode, string>> = {
  'bad-email': 'That is not an e-mail address.',
  'bad-name': 'That name is too long or holds control characters.',
  'email-taken': 'There is an account with this e-mail address already.',
  'too-short': 'The password needs at least 8 characters; 15 or more are better.',
  'too-long': 'The password is longer than 1,024 bytes.',
  unreadable: 'The password holds characters that cannot be stored.',
  'too-common': 'That password is one of the first that anybody tries. Choose another one.',
  'too-close-to-context': 'The password is made of the name, the address or the host. Choose another one.',
  'no-password': 'There was no password, or the two differ.',
  'no-such-account': 'There is no account with this e-mail address.',
  'last-admin': 'This is the last active admin. Make another one first.',
  'not-signed-in': 'This command must run on the host.',
  'not-found': 'There is no such account.',
  forbidden: 'This command must run on the host.',
};

/**
 * `npm run admin -- …`.
 * @param host the host of PUBLIC_URL, or null
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage
 */
export async function admin(
  args: readonly string[],
  deps: Deps,
  terminal: AdminTerminal,
  host: string | null,
): Promise<0 | 1 | 2> {
  const command = parse(args);
  if (command === null) {
    terminal.complain(usage);
    return 2;
  }
  const result = await run(command, deps, terminal, host);
  if (result.ok) {
    terminal.say(result.said);
    return 0;
  }
  terminal.complain(sentences[result.code]);
  return 1;
}

type Command = {
  readonly verb: (typeof verbs)[number];
  readonly email: string;
  readonly name: string | null;
  readonly hasPassword: boolean;
};

type Said = { readonly ok: true; readonly said: string } | { readonly ok: false; readonly code: ErrorCode };

async function run(command: Command, deps: Deps, terminal: AdminTerminal, host: string | null): Promise<Said> {
  const { email } = command;
  switch (command.verb) {
    case 'create-admin':
      return create(command, 'admin', deps, terminal, host);
    case 'create-user':
      return create(command, 'learner', deps, terminal, host);
    case 'disable-user':
    case 'enable-user': {
      const isDisabled = command.verb === 'disable-user';
      const result = await setAccountDisabled(deps, operator, { email, isDisabled });
      if (!result.ok) return { ok: false, code: result.error.code };
      return { ok: true, said: isDisabled ? `${email} is shut; the sessions are ended.` : `${email} is open again.` };
    }
    case 'end-sessions': {
      const result = await endSessions(deps, operator, { email });
      return result.ok
        ? { ok: true, said: `${email} is signed out everywhere.` }
        : { ok: false, code: result.error.code };
    }
  }
}

async function create(
  { email, name, hasPassword }: Command,
  role: Role,
  deps: Deps,
  terminal: AdminTerminal,
  host: string | null,
): Promise<Said> {
  const password = hasPassword ? await askForPassword(terminal) : null;
  if (hasPassword && password === null) return { ok: false, code: 'no-password' };
  const result = await createAccount(deps, operator, { email, name: name ?? email, role, password, host });
  if (!result.ok) return { ok: false, code: result.error.code };
  return { ok: true, said: role === 'admin' ? `Made the admin ${email}.` : `Made the account ${email}.` };
}

/** At a terminal twice, because nobody sees what is typed. */
async function askForPassword(terminal: AdminTerminal): Promise<string | null> {
  const first = await terminal.readPassword('Password: ');
  if (!terminal.isInteractive || first === null) return first;
  const second = await terminal.readPassword('Again: ');
  return first === second ? first : null;
}

const verbs = ['create-admin', 'create-user', 'disable-user', 'enable-user', 'end-sessions'] as const;

/** Anything that is not exactly a command is wrong usage: a password given as an argument would be one. */
function parse(args: readonly string[]): Command | null {
  const [given, email, ...rest] = args;
  const verb = verbs.find((known) => known === given);
  if (verb === undefined || email === undefined || email.startsWith('-')) return null;
  const command = { verb, email, name: null as string | null, hasPassword: true };
  const options = [...rest];
  if (!verb.startsWith('create-') && options.length > 0) return null;
  while (options.length > 0) {
    const option = options.shift();
    if (option === '--no-password') command.hasPassword = false;
    else if (option === '--name' && options.length > 0) command.name = options.shift() ?? null;
    else return null;
  }
  return command;
}
