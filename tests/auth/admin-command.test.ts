import { beforeEach, describe, expect, it } from 'vitest';
import { admin, type AdminTerminal } from '@/lib/cli/admin';
import { teamEnv, testInstance, type TestInstance } from '../http/test-instance';
import { TestBrowser } from './browser';

const password = 'four odd goats sing';
let instance: TestInstance;
let said: string[];

function terminal(lines: readonly (string | null)[] = [password], isInteractive = false): AdminTerminal {
  const left = [...lines];
  return {
    isInteractive,
    readPassword: () => Promise.resolve(left.shift() ?? null),
    say: (line) => void said.push(line),
    complain: (line) => void said.push(line),
  };
}

const run = (command: string, at = terminal()) => admin(command.split(' '), instance.deps, at, 'study.example.org');
const signIn = async (email: string, secret = password) => (await new TestBrowser().signIn(email, secret)).status;

beforeEach(() => {
  instance = testInstance(teamEnv);
  said = [];
});

describe('npm run admin', () => {
  it('makes an admin and a user who can sign in', async () => {
    expect(await run('create-admin root@example.org')).toBe(0);
    expect(await run('create-user ada@example.org --name Ada')).toBe(0);
    const people = await instance.deps.stores.learners.list();
    expect(people.map(({ email, name, role }) => [email, name, role]).sort()).toEqual([
      ['ada@example.org', 'Ada', 'learner'],
      ['root@example.org', 'root@example.org', 'admin'],
    ]);
    expect([await signIn('root@example.org'), await signIn('ada@example.org')]).toEqual([200, 200]);
  });

  it('makes an account without a password, which no password opens', async () => {
    expect(await run('create-user sso@example.org --no-password', terminal([]))).toBe(0);
    expect([await signIn('sso@example.org'), await signIn('sso@example.org', 'x')]).toEqual([401, 401]);
  });

  it('never takes a password as an argument', async () => {
    for (const command of [
      `create-user ada@example.org ${password}`,
      'create-user ada@example.org --password x',
      'create-user ada@example.org --name',
    ]) {
      expect(await run(command)).toBe(2);
    }
    expect(await instance.deps.stores.learners.list()).toEqual([]);
  });

  it.each([
    '',
    'create-user',
    'drop-user ada@example.org',
    'end-sessions ada@example.org now',
    'create-user --no-password',
  ])('shows how it is used after "%s"', async (command) => {
    expect(await run(command)).toBe(2);
    expect(said.join()).toContain('Usage');
  });

  it.each([
    ['short', 'at least 8'],
    ['12345678', 'first that anybody tries'],
    ['PassWord1', 'first that anybody tries'],
    ['aaaaaaaaaaaaaa', 'first that anybody tries'],
    ['timeslice1', 'made of the name'],
    ['lovelace12', 'made of the name'],
    ['x'.repeat(1_025), 'longer than'],
    ['bell\u0007bell\u0007bell', 'cannot be stored'],
  ])('refuses the password %.20s', async (secret, reason) => {
    expect(await run('create-user ada.lovelace@example.org', terminal([secret]))).toBe(1);
    expect(said.join()).toContain(reason);
    expect(await instance.deps.stores.learners.list()).toEqual([]);
  });

  it.each([
    'correct horse battery',
    ' leading and trailing ',
    '密码很长也可以的哦',
    'x1'.repeat(64),
    'ada likes timeslice a lot',
  ])('takes the password %.30s as it is', async (secret) => {
    expect(await run('create-user ada@example.org', terminal([secret]))).toBe(0);
    expect(await signIn('ada@example.org', secret)).toBe(200);
    expect(await signIn('ada@example.org', secret.trimEnd().toUpperCase() + '.')).toBe(401);
  });

  it('asks twice at a terminal and refuses two that differ', async () => {
    expect(await run('create-user ada@example.org', terminal([password, 'something else'], true))).toBe(1);
    expect(await run('create-user ada@example.org', terminal([password, password], true))).toBe(0);
  });

  it('refuses without a password', async () => {
    expect(await run('create-user ada@example.org', terminal([null]))).toBe(1);
  });

  it('keeps one account for each address, whatever its case', async () => {
    await run('create-user ada@example.org');
    expect(await run('create-user ADA@example.org')).toBe(1);
    expect(said.at(-1)).toContain('already');
  });

  it.each(['ada', 'ada@', '@example.org', 'a b@example.org', 'ada＠example.org', 'ada@@example.org'])(
    'does not take %s for an address',
    async (email) => {
      expect(await admin(['create-user', email], instance.deps, terminal(), null)).toBe(1);
    },
  );

  it('shuts an account and opens it again without reviving its sessions', async () => {
    await run('create-admin root@example.org');
    await run('create-user ada@example.org');
    const browser = new TestBrowser();
    await browser.signIn('ada@example.org', password);
    const session = async () =>
      Object.keys((await (await browser.get('/api/auth/session')).json()) as object).length > 0;
    expect(await session()).toBe(true);
    const cookies = new Map(browser.cookies);
    expect(await run('disable-user Ada@Example.org')).toBe(0);
    expect([await session(), await signIn('ada@example.org')]).toEqual([false, 401]);
    expect(await run('enable-user ada@example.org')).toBe(0);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect([await session(), await signIn('ada@example.org')]).toEqual([false, 200]);
  });

  it('signs somebody out everywhere', async () => {
    await run('create-user ada@example.org');
    const browser = new TestBrowser();
    await browser.signIn('ada@example.org', password);
    expect(await run('end-sessions ada@example.org')).toBe(0);
    expect(await (await browser.get('/api/auth/session')).json()).toEqual({});
  });

  it('leaves at least one admin', async () => {
    await run('create-admin root@example.org');
    expect(await run('disable-user root@example.org')).toBe(1);
    expect(said.at(-1)).toContain('last active admin');
    await run('create-admin second@example.org');
    expect(await run('disable-user root@example.org')).toBe(0);
    expect(await run('disable-user second@example.org')).toBe(1);
  });

  it.each(['disable-user', 'enable-user', 'end-sessions'])('says so when %s finds nobody', async (verb) => {
    expect(await run(`${verb} nobody@example.org`)).toBe(1);
    expect(said.at(-1)).toContain('no account');
  });
});
