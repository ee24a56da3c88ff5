import path from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../base/result';
import type { LogLevel } from './http/log';

export type OidcSettings = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };

export type TeamSettings = {
  /** Scheme, host and port of PUBLIC_URL. */
  readonly publicOrigin: string;
  readonly secret: string;
  readonly oidc: OidcSettings | null;
};

export type Settings = {
  readonly mode: 'local' | 'team';
  readonly isProduction: boolean;
  readonly port: number;
  readonly dataDir: string;
  readonly questionsDir: string;
  /** `file:…` with an absolute path, or `postgresql://…`. */
  readonly databaseUrl: string;
  /** What the printed link carries; the launcher makes one for each start unless it was set. */
  readonly localKey: string | null;
  /** How many proxies in front of us may be believed; 0 ignores forwarded headers. */
  readonly trustedProxyHops: number;
  readonly metricsToken: string | null;
  readonly migrateRequiresBackup: boolean;
  readonly sessionIdleDays: number;
  readonly sessionMaxDays: number;
  readonly logLevel: LogLevel;
  /** Null in local mode. */
  readonly team: TeamSettings | null;
};

/** One wrong setting: its name and what was expected. Never its value, which may be a secret. */
export type SettingProblem = { readonly name: string; readonly expected: string };

export type ParsedEnv = { readonly settings: Settings; readonly warnings: readonly string[] };

export type Env = Readonly<Record<string, string | undefined>>;

/** What the launcher exits with when a setting is wrong (EX_CONFIG of sysexits.h). */
export const EXIT_BAD_SETTINGS = 78;

const names = [
  'TIMESLICE_MODE',
  'PORT',
  'TIMESLICE_DATA',
  'TIMESLICE_QUESTIONS',
  'DATABASE_URL',
  'TIMESLICE_LOCAL_KEY',
  'TRUST_PROXY',
  'METRICS_TOKEN',
  'MIGRATE_REQUIRE_BACKUP',
  'TIMESLICE_SESSION_IDLE_DAYS',
  'TIMESLICE_SESSION_MAX_DAYS',
  'TIMESLICE_LOG_LEVEL',
  'PUBLIC_URL',
  'NEXTAUTH_SECRET',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
] as const;

const wholeNumber = (from: number, to: number) => {
  const expected = `a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, expected)
    .transform(Number)
    .refine((value) => value >= from && value <= to, expected);
};

const text = (expected: string, isRight: (value: string) => boolean) => z.string().refine(isRight, expected);

const common = z.object({
  TIMESLICE_MODE: z.enum(['local', 'team'], 'local or team').default('local'),
  PORT: wholeNumber(1, 65_535).default(3000),
  TIMESLICE_DATA: z.string().default('./data'),
  TIMESLICE_QUESTIONS: z.string().default('./questions'),
  DATABASE_URL: text('file:PATH or postgresql://USER@HOST/NAME', isDatabaseUrl).optional(),
  TIMESLICE_LOCAL_KEY: text('at least 32 characters of A-Z a-z 0-9 . _ ~ -', (key) =>
    /^[\w.~-]{32,256}$/.test(key),
  ).optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  METRICS_TOKEN: text('at least 32 characters', (token) => token.length >= 32).optional(),
  MIGRATE_REQUIRE_BACKUP: z.enum(['0', '1'], '0 or 1').default('0'),
  TIMESLICE_SESSION_IDLE_DAYS: wholeNumber(1, 90).default(14),
  TIMESLICE_SESSION_MAX_DAYS: wholeNumber(1, 366).default(90),
  TIMESLICE_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug'], 'error, warn, info or debug').optional(),
});

const team = z.object({
  PUBLIC_URL: z
    .string('the address people type, such as https://timeslice.example.org')
    .refine(isOrigin, 'an http or https address without path, query or user, such as https://timeslice.example.org'),
  NEXTAUTH_SECRET: z
    .string('a random text of at least 32 bytes, for example from: openssl rand -base64 33')
    .refine(isStrongSecret, 'a random text of at least 32 bytes, for example from: openssl rand -base64 33'),
  OIDC_ISSUER: text('an https address (http only on loopback)', isIssuer).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
});

/** Every setting at once: either all of them right, or every problem there is. An empty value counts as not set. */
export function parseEnv(env: Env): Result<ParsedEnv, readonly SettingProblem[]> {
  const given = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const base = common.safeParse(given);
  const isTeam = given['TIMESLICE_MODE'] === 'team';
  const forTeam = isTeam ? team.safeParse(given) : null;
  const problems = [...problemsOf(base.error), ...problemsOf(forTeam?.error), ...(isTeam ? oidcProblems(given) : [])];
  if (!base.success || (forTeam !== null && !forTeam.success) || problems.length > 0) return err(problems);
  const dataDir = path.resolve(base.data.TIMESLICE_DATA);
  const settings: Settings = {
    mode: base.data.TIMESLICE_MODE,
    isProduction: env['NODE_ENV'] === 'production',
    port: base.data.PORT,
    dataDir,
    questionsDir: path.resolve(base.data.TIMESLICE_QUESTIONS),
    databaseUrl: absoluteDatabaseUrl(base.data.DATABASE_URL, dataDir),
    localKey: isTeam ? null : (base.data.TIMESLICE_LOCAL_KEY ?? null),
    trustedProxyHops: base.data.TRUST_PROXY,
    metricsToken: base.data.METRICS_TOKEN ?? null,
    migrateRequiresBackup: base.data.MIGRATE_REQUIRE_BACKUP === '1',
    sessionIdleDays: base.data.TIMESLICE_SESSION_IDLE_DAYS,
    sessionMaxDays: base.data.TIMESLICE_SESSION_MAX_DAYS,
    logLevel: base.data.TIMESLICE_LOG_LEVEL ?? (isTeam ? 'info' : 'warn'),
    team: forTeam === null ? null : teamSettings(forTeam.data),
  };
  return ok({ settings, warnings: warningsOf(env, settings) });
}

/** All problems as one message for the terminal. */
export function explainProblems(problems: readonly SettingProblem[]): string {
  const lines = problems.map(({ name, expected }) => `  ${name}: expected ${expected}`);
  return ['These settings are wrong:', ...lines].join('\n');
}

const key = Symbol.for('timeslice.settings');
const shared: { [key]?: Settings } = globalThis as object;

/**
 * The settings of this process, read once. The launcher and the application are bundled apart but share one process and
 * so share this value.
 * @throws Error listing every wrong setting
 */
export function getSettings(): Settings {
  const settings = shared[key] ?? readSettings();
  shared[key] = settings;
  return settings;
}

/** Replaces what `getSettings` answers: the launcher after it parsed the environment, or a test. */
export function installSettings(settings: Settings): void {
  shared[key] = settings;
}

function readSettings(): Settings {
  const parsed = parseEnv(process.env);
  if (!parsed.ok) throw new Error(explainProblems(parsed.error));
  return parsed.value.settings;
}

function problemsOf(error: z.ZodError | undefined): readonly SettingProblem[] {
  return (error?.issues ?? []).map((issue) => ({ name: String(issue.path[0]), expected: issue.message }));
}

function oidcProblems(given: Env): readonly SettingProblem[] {
  const parts = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const missing = parts.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === parts.length) return [];
  return missing.map((name) => ({ name, expected: 'a value, because another OIDC_ setting is set' }));
}

function teamSettings(data: z.infer<typeof team>): TeamSettings {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = data;
  const isConfigured = issuer !== undefined && clientId !== undefined && clientSecret !== undefined;
  return {
    publicOrigin: new URL(data.PUBLIC_URL).origin,
    secret: data.NEXTAUTH_SECRET,
    oidc: isConfigured ? { issuer, clientId, clientSecret } : null,
  };
}

function warningsOf(env: Env, settings: Settings): readonly string[] {
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('TIMESLICE_') && !names.some((known) => known === name),
  );
  const warnings = unknown.sort().map((name) => `${name} is not a setting of this version and is ignored.`);
  const origin = settings.team?.publicOrigin ?? '';
  if (origin.startsWith('http:') && !isLoopback(new URL(origin))) {
    warnings.push(
      'PUBLIC_URL is http: passwords and sessions cross the network unencrypted. Put a TLS proxy in front.',
    );
  }
  return warnings;
}

function isDatabaseUrl(value: string): boolean {
  return /^file:.+/.test(value) || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value));
}

function absoluteDatabaseUrl(url: string | undefined, dataDir: string): string {
  if (url === undefined) return `file:${path.join(dataDir, 'timeslice.db')}`;
  return url.startsWith('file:') ? `file:${path.resolve(url.slice('file:'.length))}` : url;
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return isBare && (url.protocol === 'https:' || url.protocol === 'http:');
}

function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** Long enough and not a phrase from a manual: those repeat a few characters or say what they are. */
function isStrongSecret(secret: string): boolean {
  return (
    Buffer.byteLength(secret) >= 32 &&
    new Set(secret).size >= 10 &&
    !/change.?me|secret|password|example|your.?key/i.test(secret)
  );
}
