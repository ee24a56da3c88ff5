import { chmod, chown, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StudyReply } from '@/lib/api/study';
import { dialects, makeDatabase } from '@/tests/db/test-database';
import { ApiClient } from './api-client';
import { AnswerMaker, questionsOf } from './review-load';
import { freePort, launch, root, runServer, temporaryFolder, type Env, type Launched } from './run-server';
import { runSql } from './run-sql';
import { teamEnv } from './team';

const patience = { timeout: 120_000 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = path.join(folder.path, 'data');
});

afterEach(() => folder.remove());

/** A start that must not succeed: its exit code, and what it said after the last line of progress. */
async function refusedStart(env: Env, user: Parameters<typeof launch>[2] = {}) {
  const server = launch(await freePort(), { TIMESLICE_DATA: dataDir, ...env }, user);
  return refusal(server);
}

async function refusal(server: Launched) {
  expect(await server.ready).toBe(false);
  const code = await server.ended;
  const output = server.output();
  expect(output).not.toMatch(/^\s+at .*[:(]/m);
  expect(output).not.toMatch(/node_modules|Unhandled|Prisma/);
  const said = output.trim().split('\n');
  return { code, output, sentence: said.at(-1) ?? '' };
}

describe('settings', () => {
  test('all that are wrong are named at once, no value is repeated, and nothing is made', patience, async () => {
    const value = 'CANARY-c4f1';
    const wrong = {
      PORT: '70000',
      TIMESLICE_LOCAL_KEY: value,
      DATABASE_URL: `mysql://root:${value}@db/timeslice`,
      METRICS_TOKEN: value,
      TRUST_PROXY: value,
      MIGRATE_REQUIRE_BACKUP: value,
      TIMESLICE_SESSION_IDLE_DAYS: '0',
      TIMESLICE_SESSION_MAX_DAYS: '400',
      TIMESLICE_LOG_LEVEL: value,
      PUBLIC_URL: `ftp://${value}/`,
      NEXTAUTH_SECRET: value,
      OIDC_ISSUER: `http://${value}.example`,
      OIDC_CLIENT_SECRET: value,
    };
    const { code, output } = await refusedStart({ ...wrong, TIMESLICE_MODE: 'team' });
    expect(code).toBe(78);
    const named = Object.keys(wrong).filter((name) => output.includes(`  ${name}: expected `));
    // A secret of the issuer is right by itself; what is missing beside it is said.
    expect(named).toEqual(Object.keys(wrong).filter((name) => name !== 'OIDC_CLIENT_SECRET'));
    expect(output).toContain('OIDC_CLIENT_ID: expected');
    expect(output).not.toContain(value);
    expect(existsSync(dataDir)).toBe(false);
  });

  test('team mode without its two settings stops before it listens', patience, async () => {
    const { code, output } = await refusedStart({ TIMESLICE_MODE: 'team' });
    expect(code).toBe(78);
    expect(output).toContain('PUBLIC_URL: expected');
    expect(output).toContain('NEXTAUTH_SECRET: expected');
  });

  test('an unknown mode is no mode', patience, async () => {
    expect((await refusedStart({ TIMESLICE_MODE: 'TEAM' })).code).toBe(78);
  });
});

test('a port that is taken is named in one sentence with a way out', patience, async () => {
  const blocker = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve));
  const { code, sentence } = await refusal(launch(port, { TIMESLICE_DATA: dataDir }));
  await new Promise((resolve) => blocker.close(resolve));
  expect(code).toBe(1);
  expect(sentence).toBe(`Port ${port} is taken by another program. Set PORT to a free one: PORT=${port + 1} npm start`);
  expect(existsSync(path.join(dataDir, 'server.lock'))).toBe(false);
});

test('a second server on the same data is sent to the first one, which goes on', patience, async () => {
  const first = await runServer({ TIMESLICE_DATA: dataDir });
  const { code, sentence } = await refusedStart({});
  expect(code).toBe(1);
  expect(sentence).toContain(`Timeslice already runs on this data at ${first.origin} (process ${first.pid}).`);
  expect((await new ApiClient(first.origin).get('/readyz')).status).toBe(200);
  await first.kill();
  // The lock of a process that is gone holds nobody up.
  const next = await runServer({ TIMESLICE_DATA: dataDir });
  expect(await next.stop()).toBe(0);
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  test('ends the server within ten seconds and leaves nothing behind', patience, async () => {
    const server = await runServer({ TIMESLICE_DATA: dataDir });
    const client = new ApiClient(server.origin);
    await client.openLocalSession();
    await client.get('/today');
    const idle = connect(server.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const dropped = new Promise((resolve) => idle.once('close', resolve));
    const children = childrenOf(server.pid);
    expect(existsSync(path.join(dataDir, 'server.lock'))).toBe(true);

    const askedAt = performance.now();
    expect(await server.stop(signal)).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    await dropped;
    expect(existsSync(path.join(dataDir, 'server.lock'))).toBe(false);
    expect([server.pid, ...children].filter(isAlive)).toEqual([]);
    expect(await canConnect(server.port, '127.0.0.1')).toBe(false);
    expect(server.output()).not.toMatch(/"level":"error"|^\s+at /m);
  });
});

test('an answer that is half-sent when the server is told to end is stored and acknowledged', patience, async () => {
  const server = await runServer({ TIMESLICE_DATA: dataDir });
  const client = new ApiClient(server.origin);
  await client.openLocalSession();
  const event = new AnswerMaker(await questionsOf(client)).next();
  const body = JSON.stringify({ events: [event] });
  const outgoing = request({
    host: '127.0.0.1',
    port: server.port,
    method: 'POST',
    path: '/api/reviews',
    headers: {
      origin: server.origin,
      cookie: client.cookieHeader,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  const replied = new Promise<string>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => (text += chunk.toString()));
      reply.on('end', () => resolve(text));
    });
  });
  const begun = new Promise((resolve) => outgoing.once('continue', resolve));
  outgoing.flushHeaders();
  await begun;
  outgoing.write(body.slice(0, 100));
  const stopped = server.stop();
  while (await canConnect(server.port, '127.0.0.1'));
  outgoing.end(body.slice(100));
  expect(JSON.parse(await replied)).toMatchObject({ results: [{ id: event.id, status: 'stored' }] });
  expect(await stopped).toBe(0);
});

describe('a database that cannot be used', () => {
  test('a folder in its place', patience, async () => {
    const file = path.join(folder.path, 'folder.db');
    await mkdir(file);
    const { code, sentence } = await refusedStart({ DATABASE_URL: `file:${file}` });
    expect([code, sentence]).toEqual([1, expect.stringContaining(file)]);
  });

  test('a file that is no database, which stays as it was', patience, async () => {
    const file = path.join(folder.path, 'garbage.db');
    const garbage = 'Dear diary, this is no database. '.repeat(500);
    await writeFile(file, garbage);
    const { code, sentence } = await refusedStart({ DATABASE_URL: `file:${file}` });
    expect([code, sentence]).toEqual([1, expect.stringMatching(/^The database file is damaged .*db:restore/)]);
    expect(await readFile(file, 'utf8')).toBe(garbage);
  });

  test('a file in a folder that is not there', patience, async () => {
    const { code, sentence } = await refusedStart({ DATABASE_URL: `file:${folder.path}/nowhere/at/all.db` });
    expect([code, sentence]).toEqual([1, expect.stringMatching(/nowhere.at.all\.db does not exist: make it/)]);
  });

  test('a file that may only be read', patience, async () => {
    const made = await makeDatabase('sqlite');
    const shelf = path.join(folder.path, 'shelf');
    const file = path.join(shelf, 'read-only.db');
    await mkdir(shelf);
    await cp(made.url.slice('file:'.length), file);
    await made.remove();
    await mkdir(dataDir);
    // Nothing is read-only to root, so root runs this one server as somebody else.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    if (user.uid !== undefined) {
      await chmod(folder.path, 0o755);
      for (const name of [dataDir, shelf, file]) await chown(name, user.uid, user.gid);
    }
    await chmod(file, 0o444);
    await chmod(shelf, 0o555);
    const { code, sentence } = await refusedStart({ DATABASE_URL: `file:${file}` }, user);
    await chmod(shelf, 0o755);
    expect([code, sentence]).toEqual([1, expect.stringMatching(/read-only\.db may not be written: give the user/)]);
  });

  test('a server that does not answer', patience, async () => {
    const { code, sentence, output } = await refusedStart({
      DATABASE_URL: `postgresql://timeslice:CANARY-c4f1@127.0.0.1:${await freePort()}/timeslice`,
    });
    expect([code, sentence]).toEqual([1, expect.stringMatching(/^The database cannot be reached: check/)]);
    expect(output).not.toContain('CANARY-c4f1');
  });

  test.each(dialects())('one that is newer than the program, on %s', patience, async (dialect) => {
    const database = await makeDatabase(dialect);
    await runSql(
      database.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('x', 'y', '9999_future', CURRENT_TIMESTAMP, 1)`,
    );
    const { code, sentence } = await refusedStart({ DATABASE_URL: database.url });
    await database.remove();
    expect([code, sentence]).toEqual([1, expect.stringMatching(/9999_future.*newer version/)]);
  });
});

describe('who can reach it', () => {
  const elsewhere = [
    ...(process.platform === 'linux' ? ['127.0.0.2'] : []),
    ...Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address),
  ];

  test('local mode listens on 127.0.0.1 and on no other address of the machine', patience, async () => {
    const server = await runServer({ TIMESLICE_DATA: dataDir, HOSTNAME: '0.0.0.0', HOST: '0.0.0.0' });
    expect(await canConnect(server.port, '127.0.0.1')).toBe(true);
    for (const address of elsewhere)
      expect([address, await canConnect(server.port, address)]).toEqual([address, false]);
    await server.stop();
  });

  test('team mode listens for the network, and answers to its own name only', patience, async () => {
    const server = await runServer((port) => teamEnv(port, { TIMESLICE_DATA: dataDir }));
    for (const address of elsewhere) {
      expect(await canConnect(server.port, address)).toBe(true);
      expect((await new ApiClient(`http://${address}:${server.port}`).get('/sign-in')).status).toBe(421);
    }
    await server.stop();
  });

  test('the data folder and what is in it belong to its owner alone', patience, async () => {
    const server = await runServer({ TIMESLICE_DATA: dataDir });
    await server.stop();
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(dataDir, 'timeslice.db'))).mode & 0o077).toBe(0);
  });
});

test(
  'a question that is edited while the server runs is asked anew, and a broken one stays as it was',
  patience,
  async () => {
    const questionsDir = path.join(folder.path, 'questions');
    await cp(path.join(root, 'questions'), questionsDir, { recursive: true });
    const server = await runServer({ TIMESLICE_DATA: dataDir, TIMESLICE_QUESTIONS: questionsDir });
    const client = new ApiClient(server.origin);
    await client.openLocalSession();
    const items = async () => ((await client.get('/api/study?limit=100')).body as StudyReply).items;
    const [chosen] = await items();
    if (chosen === undefined) throw new Error('There are no questions');
    const title = async () =>
      (await items()).find(({ questionId }) => questionId === chosen.questionId)?.question.text.en?.title;
    const before = chosen.question.text.en?.title ?? '';
    const inPack = `${chosen.pack}/${chosen.topic}/${chosen.slug}.json`;
    const file = path.join(questionsDir, inPack);
    const revision = revisionsOf(await readFile(file, 'utf8'));

    const edited = revision(2, `${before} (edited)`);
    await writeFile(file, edited);
    await expect.poll(title, soon).toBe(`${before} (edited)`);

    const line = edited.split('\n').findIndex((text) => text.includes('"type":')) + 1;
    await writeFile(file, edited.replace(/"type": "[^"]*"/, '"type": "riddle"'));
    await expect.poll(server.output, soon).toContain(`${inPack}:${line}:`);
    expect(await title()).toBe(`${before} (edited)`);

    await writeFile(file, edited.split('\n').slice(0, 3).join('\n'));
    await expect.poll(server.output, soon).toMatch(new RegExp(`${inPack}:[34]:`));
    expect(await title()).toBe(`${before} (edited)`);

    await writeFile(file, revision(3, `${before} (again)`));
    await expect.poll(title, soon).toBe(`${before} (again)`);
    expect(server.output()).not.toContain('"level":"error"');
    expect(await server.stop()).toBe(0);
  },
);

const soon = { timeout: 60_000, interval: 100 };

/** Makes later revisions of a question as an author and a second reader would. */
function revisionsOf(source: string): (rev: number, title: string) => string {
  type Editable = {
    text: Record<string, { title: string; ofRev?: number }>;
    provenance: { reviewedBy: { rev: number }[] };
  };
  return (rev, title) => {
    const { text, provenance, ...rest } = JSON.parse(source) as Editable;
    const texts = Object.entries(text).map(([locale, words]) => [
      locale,
      { ...words, ...(locale === 'en' ? { title } : {}), ...(words.ofRev === undefined ? {} : { ofRev: rev }) },
    ]);
    const reviewedBy = provenance.reviewedBy.map((review) => ({ ...review, rev }));
    const question = { ...rest, rev, change: 'wording', text: Object.fromEntries(texts) as unknown };
    return JSON.stringify({ ...question, provenance: { ...provenance, reviewedBy } }, null, 2);
  };
}

function canConnect(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Where the system tells: processes that a process has started. */
function childrenOf(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
