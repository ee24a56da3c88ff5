import { spawn } from 'node:child_process';
import type { Env } from './run-server';
import { root, withoutOurs } from './run-server';

/** Any text that passes for random; what it signs is worth nothing outside these tests. */
export const teamKey = 'Zq3vT8wLr1Xk6Nb0Yc5Hd9Jf2Gs7Mp4Ue';

/** The settings of a team instance that people reach under the loopback address. */
export function teamEnv(port: number, env: Env): Env {
  return {
    ...env,
    TIMESLICE_MODE: 'team',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_SECRET: teamKey,
  };
}

/**
 * `npm run admin -- …` beside the running server.
 * @param password its standard input
 * @throws Error with what it said when it fails
 */
export async function admin(env: Env, args: readonly string[], password = ''): Promise<void> {
  const child = spawn(process.execPath, ['dist/cli.mjs', 'admin', ...args], {
    cwd: root,
    env: { ...withoutOurs(process.env), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  child.stdin.end(`${password}\n`);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`admin ${args.join(' ')} ended with ${String(code)}: ${output}`);
}
