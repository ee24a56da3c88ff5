import type { Instant } from '@/lib/base/time';
import { installDeps, type Deps } from '@/lib/server/deps';
import { installSettings, parseEnv, type Settings } from '@/lib/server/env';
import { memoryStores } from '../stores/memory';

export const localKey = 'k'.repeat(16) + '0123456789abcdefghijklmnop';

export function settingsOf(env: Readonly<Record<string, string>>): Settings {
  const parsed = parseEnv({ NODE_ENV: 'production', TIMESLICE_LOG_LEVEL: 'error', PORT: '4100', ...env });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value.settings;
}

export const localEnv = { TIMESLICE_LOCAL_KEY: localKey };
export const teamEnv = {
  TIMESLICE_MODE: 'team',
  PUBLIC_URL: 'https://study.example.org',
  NEXTAUTH_SECRET: 'q8Yc2vN5xKz7Lw1Rb4Tg9Hj3Mf6Pd0Sa',
};

export type TestInstance = {
  readonly deps: Deps;
  readonly settings: Settings;
  /** Moves the clock on. */
  readonly pass: (millis: number) => void;
};

/** An instance in memory with a clock that stands still until told to move. */
export function testInstance(env: Readonly<Record<string, string>>): TestInstance {
  let now = Date.UTC(2026, 10, 21, 9) as Instant;
  const settings = settingsOf(env);
  const deps = { stores: memoryStores(), now: () => now } as Deps;
  installSettings(settings);
  installDeps(() => Promise.resolve(deps));
  return { deps, settings, pass: (millis) => void (now = (now + millis) as Instant) };
}

/** A request as the pages of this instance send it; say only what differs. */
export function ownRequest(
  path: string,
  options: {
    readonly method?: string;
    readonly body?: BodyInit;
    readonly headers?: Readonly<Record<string, string | null>>;
  } = {},
): Request {
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
  const headers = new Headers({ host: '127.0.0.1:4100' });
  if (method !== 'GET' && method !== 'HEAD') {
    headers.set('origin', 'http://127.0.0.1:4100');
    headers.set('sec-fetch-site', 'same-origin');
    headers.set('content-type', 'application/json');
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const body = options.body === undefined ? {} : { body: options.body, duplex: 'half' };
  return new Request(`http://127.0.0.1:4100${path}`, { method, headers, ...body });
}

export async function errorCode(response: Response): Promise<string> {
  const body = (await response.json()) as { error: { code: string } };
  return body.error.code;
}
