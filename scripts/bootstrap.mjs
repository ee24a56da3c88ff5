/**
 * Makes a fresh clone ready: packages, generated database clients, the production build, a browser for the tests.
 * Node built-ins only, since it runs before anything is installed. Each step leaves a stamp, the hash of what it was
 * made from, and is skipped while that has not changed.
 *
 *   node scripts/bootstrap.mjs start | dev | test
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, installBrowser } from './find-browser.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamps = path.join(root, '.bootstrap');
const minimumNode = [20, 19];

/** Prisma looks for an engine that it would download; any executable keeps it from trying (nothing here runs it). */
const environment = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
};

const manifests = ['package.json', 'package-lock.json'];
const sources = [
  ...manifests,
  'app',
  'lib',
  'prisma/schema.prisma',
  'prisma/postgresql/schema.prisma',
  'next.config.js',
  'proxy.ts',
  'public',
  'scripts/build.mjs',
  'tsconfig.json',
];

const packages = {
  name: 'packages',
  says: 'Installing packages (the first time takes a minute or two)',
  // Not package.json: a changed script is no reason to install everything again.
  inputs: ['package-lock.json'],
  also: [process.version, process.platform, process.arch],
  made: ['node_modules'],
  run: async () => {
    await command('npm', ['ci', '--no-audit', '--no-fund'], explainInstall);
    await command(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"], explainDriver);
  },
};

const clients = {
  name: 'clients',
  says: 'Generating the database clients',
  inputs: [...manifests, 'prisma/schema.prisma', 'prisma/postgresql/schema.prisma', 'prisma.config.ts'],
  made: ['lib/server/db/generated/sqlite', 'lib/server/db/generated/postgresql'],
  run: async () => {
    for (const schema of ['prisma/schema.prisma', 'prisma/postgresql/schema.prisma']) {
      await node('node_modules/prisma/build/index.js', ['generate', '--schema', schema]);
    }
  },
};

const programs = {
  name: 'programs',
  says: 'Bundling the launcher and the commands',
  inputs: [...manifests, 'lib', 'scripts/build.mjs', 'tsconfig.json'],
  made: ['dist'],
  run: () => node('scripts/build.mjs', []),
};

const application = {
  name: 'application',
  says: 'Building the application',
  inputs: sources,
  made: ['.next/BUILD_ID'],
  run: () => node('node_modules/next/dist/bin/next', ['build'], { NODE_ENV: 'production' }),
};

const browser = {
  name: 'browser',
  says: 'Looking for a Chromium',
  inputs: ['scripts/find-browser.mjs'],
  made: [],
  always: true,
  run: async () => {
    if (findBrowser() !== null) return;
    const problem = await installBrowser((program, args) => command(program, args));
    if (problem !== null) throw new Failure(problem);
  },
};

const profiles = {
  start: [packages, clients, programs, application],
  dev: [packages, clients, programs],
  test: [packages, clients, programs, application, browser],
};

class Failure extends Error {}

async function main() {
  const profile = profiles[process.argv[2] ?? 'start'];
  if (profile === undefined)
    throw new Failure(`Usage: node scripts/bootstrap.mjs ${Object.keys(profiles).join(' | ')}`);
  requireNode();
  mkdirSync(stamps, { recursive: true });
  const due = profile.filter((step) => step.always === true || !isCurrent(step));
  for (const [index, step] of due.entries()) await perform(step, `${String(index + 1)}/${String(due.length)}`);
}

async function perform(step, place) {
  const quiet = step.always === true;
  const began = Date.now();
  const stamp = stampOf(step);
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  if (!quiet) process.stderr.write(`[${place}] ${step.says} …\n`);
  const ticking = process.stderr.isTTY
    ? setInterval(() => process.stderr.write(`\r      ${((Date.now() - began) / 1000).toFixed(0)} s `), 1000)
    : null;
  try {
    await step.run();
  } finally {
    if (ticking !== null) {
      clearInterval(ticking);
      process.stderr.write('\r');
    }
  }
  writeFileSync(path.join(stamps, step.name), stamp);
  if (!quiet) process.stderr.write(`[${place}] done in ${seconds()}\n`);
}

function isCurrent(step) {
  const file = path.join(stamps, step.name);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== stampOf(step)) return false;
  return step.made.every((name) => existsSync(path.join(root, name)));
}

function stampOf(step) {
  const hash = createHash('sha256');
  for (const text of step.also ?? []) hash.update(`${text}\0`);
  for (const name of step.inputs) hashPath(hash, name);
  return hash.digest('hex');
}

function hashPath(hash, name) {
  const full = path.join(root, name);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    hash.update(`${name}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  if (name === 'lib/server/db/generated') return;
  for (const entry of readdirSync(full).sort()) hashPath(hash, `${name}/${entry}`);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = minimumNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new Failure(
    `Timeslice needs Node ${minimumNode.join('.')} or newer; this is ${process.version}. Install a current Node and run the command again.`,
  );
}

function node(script, args, extra = {}) {
  return command(process.execPath, [script, ...args], undefined, extra);
}

/** Runs a program with its output in a log; on failure the end of the log is shown with a sentence that explains it. */
function command(program, args, explain = () => null, extra = {}) {
  const log = path.join(stamps, `${path.basename(args[0] ?? program)}.log`.replace(/[^\w.-]/g, '_'));
  return new Promise((resolve, reject) => {
    const output = createWriteStream(log);
    const child = spawn(program, args, {
      cwd: root,
      env: { ...environment, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let tail = '';
    const keep = (chunk) => {
      output.write(chunk);
      tail = (tail + String(chunk)).slice(-6000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new Failure(`${program} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      running = null;
      output.end();
      if (code === 0) return resolve();
      if (stopping) return reject(new Failure('Stopped.'));
      const why =
        explainAny(tail) ??
        explain(tail) ??
        `${[program, ...args].join(' ')} ended with ${signal ?? `code ${String(code)}`}.`;
      const shown = tail.trimEnd().split('\n').slice(-25).join('\n');
      reject(new Failure(`${shown}\n\n${why}\nThe whole output: ${path.relative(root, log)}`));
    });
  });
}

function explainAny(text) {
  if (/ENOSPC|no space left on device/i.test(text)) {
    return `The disk is full: Timeslice needs about 1.5 GB for its packages and build. Free some space and run the command again.`;
  }
  return null;
}

function explainInstall(text) {
  if (/gyp ERR!|not found: make|prebuild-install.*(warn|err)/i.test(text)) return explainDriver(text);
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(text)) {
    return 'The package registry could not be reached. Check the network (or the npm registry setting) and run the command again.';
  }
  if (/EUSAGE/.test(text))
    return 'package.json and package-lock.json disagree. Restore both from git and run the command again.';
  return null;
}

function explainDriver() {
  const has = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
  const missing = ['python3', 'make', 'g++'].filter((program) => !has(program));
  const hint =
    missing.length > 0
      ? `Missing here: ${missing.join(', ')}. On Debian or Ubuntu: apt-get install python3 make g++. On macOS: xcode-select --install.`
      : 'Delete node_modules and run the command again.';
  return `The SQLite driver (better-sqlite3) has no prebuilt file for this machine and could not be compiled. ${hint}`;
}

let running = null;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    if (running === null) process.exit(1);
    running.kill(signal);
  });
}

try {
  await main();
} catch (error) {
  rmSync(path.join(stamps, 'tmp'), { force: true });
  const text =
    error instanceof Failure
      ? error.message
      : String(error?.code === 'ENOSPC' ? explainAny('ENOSPC') : (error?.stack ?? error));
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
}
