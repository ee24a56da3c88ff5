import { describe, expect, it } from 'vitest';
import { explainProblems, parseEnv } from '@/lib/server/env';
import { teamEnv } from './test-instance';

describe('the settings', () => {
  it('need nothing at all in local mode', () => {
    const parsed = parseEnv({});
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        warnings: [],
        settings: {
          mode: 'local',
          port: 3000,
          team: null,
          localKey: null,
          trustedProxyHops: 0,
          sessionIdleDays: 14,
          sessionMaxDays: 90,
        },
      },
    });
    expect(parsed.ok && parsed.value.settings.databaseUrl).toMatch(/^file:\/.+\/data\/timeslice\.db$/);
  });

  it('are reported all at once, each with what was expected and none with its value', () => {
    const wrong = {
      TIMESLICE_MODE: 'team',
      PORT: '99999',
      DATABASE_URL: 'mysql://user:hunter2@db/x',
      TIMESLICE_LOCAL_KEY: 'too-short-key',
      TRUST_PROXY: 'yes',
      METRICS_TOKEN: 'short-token',
      MIGRATE_REQUIRE_BACKUP: 'maybe',
      TIMESLICE_SESSION_IDLE_DAYS: '0',
      TIMESLICE_LOG_LEVEL: 'loud',
      PUBLIC_URL: 'https://study.example.org/path',
      NEXTAUTH_SECRET: 'changeme-changeme-changeme-changeme',
      OIDC_ISSUER: 'http://issuer.example.org',
      OIDC_CLIENT_ID: 'timeslice',
    };
    const parsed = parseEnv(wrong);
    const problems = parsed.ok ? [] : parsed.error;
    expect(problems.map(({ name }) => name).sort()).toEqual(
      Object.keys(wrong)
        .filter((name) => !['TIMESLICE_MODE', 'OIDC_CLIENT_ID'].includes(name))
        .concat('OIDC_CLIENT_SECRET')
        .sort(),
    );
    const message = explainProblems(problems);
    for (const secret of ['hunter2', 'too-short-key', 'short-token', 'changeme']) expect(message).not.toContain(secret);
    expect(message).toContain('PORT: expected a whole number from 1 to 65535');
  });

  it.each([
    ['missing', undefined],
    ['short', 'abcdefghij0123456789'],
    ['one letter repeated', 'a'.repeat(64)],
    ['from a manual', 'your-key-your-key-your-key-1234567890'],
  ])('refuse team mode with a secret that is %s', (_what, secret) => {
    const parsed = parseEnv({ ...teamEnv, NEXTAUTH_SECRET: secret });
    expect(!parsed.ok && parsed.error.map(({ name }) => name)).toEqual(['NEXTAUTH_SECRET']);
  });

  it('need a public address in team mode', () => {
    const parsed = parseEnv({ TIMESLICE_MODE: 'team' });
    expect(!parsed.ok && parsed.error.map(({ name }) => name)).toEqual(['PUBLIC_URL', 'NEXTAUTH_SECRET']);
  });

  it.each(['ftp://x', 'study.example.org', 'https://u:p@x', 'https://x/?a', 'https://x/#a', 'javascript:alert(1)'])(
    'refuse the public address %s',
    (url) => {
      expect(parseEnv({ ...teamEnv, PUBLIC_URL: url }).ok).toBe(false);
    },
  );

  it('warn about names that nobody reads and about passwords over http', () => {
    const parsed = parseEnv({ ...teamEnv, PUBLIC_URL: 'http://study.example.org', TIMESLICE_MOOD: 'good' });
    expect(parsed.ok && parsed.value.warnings).toEqual([
      'TIMESLICE_MOOD is not a setting of this version and is ignored.',
      expect.stringContaining('unencrypted'),
    ]);
  });

  it('count an empty value as not set', () => {
    expect(parseEnv({ PORT: '', OIDC_ISSUER: '', DATABASE_URL: '' })).toMatchObject({
      ok: true,
      value: { settings: { port: 3000 } },
    });
  });

  it('take a SQLite file relative to where the program was started', () => {
    const parsed = parseEnv({ DATABASE_URL: 'file:./x/y.db' });
    expect(parsed.ok && parsed.value.settings.databaseUrl).toBe(`file:${process.cwd()}/x/y.db`);
  });
});
