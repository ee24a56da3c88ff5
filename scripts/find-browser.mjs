/** Finds the Chromium that the browser tests drive. Node built-ins only. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** @returns the path of a Chromium, or null: CHROMIUM_PATH, the system's, then Playwright's own cache */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return existsSync(given) ? given : null;
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter((directory) => directory !== '');
  for (const name of names) {
    for (const directory of directories) {
      const candidate = path.join(directory, name);
      if (existsSync(candidate)) return candidate;
    }
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(mac) ? mac : fromPlaywright();
}

function fromPlaywright() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    (process.platform === 'darwin'
      ? path.join(homedir(), 'Library/Caches/ms-playwright')
      : path.join(homedir(), '.cache/ms-playwright'));
  if (!existsSync(cache)) return null;
  const folders = readdirSync(cache)
    .filter((name) => name.startsWith('chromium-'))
    .sort()
    .reverse();
  for (const folder of folders) {
    for (const inside of [
      'chrome-linux64/chrome',
      'chrome-linux/chrome',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    ]) {
      const candidate = path.join(cache, folder, inside);
      if (existsSync(candidate)) return candidate;
    }
  }
  return null;
}

/**
 * Installs a Chromium where none was found: by apt-get as root, else by Playwright's own download.
 * @param run runs a program and throws when it fails
 * @returns null when there is one now, else what to do, in a sentence
 */
export async function installBrowser(run) {
  if (process.env.CHROMIUM_PATH) return `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not exist.`;
  const canApt = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  try {
    if (canApt) {
      process.stderr.write('Installing Chromium with apt-get …\n');
      await run('apt-get', ['update', '-q']);
      await run('apt-get', [
        'install',
        '-y',
        '-q',
        '--no-install-recommends',
        'chromium',
        'fonts-noto-cjk',
        'fonts-dejavu-core',
      ]);
    } else {
      process.stderr.write("Downloading Playwright's Chromium …\n");
      await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
    }
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
  return findBrowser() === null
    ? 'The browser tests need a Chromium and none was found. Install chromium or chrome, or set CHROMIUM_PATH to one.'
    : null;
}
