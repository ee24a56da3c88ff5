import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const app = path.resolve(import.meta.dirname, '../../app');
const routes = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)route\.tsx?$/.test(file),
);
const methods = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';

describe('every route handler', () => {
  it('is found', () => {
    expect(routes).toContain('api/local-session/route.ts');
  });

  it.each(routes)('%s goes through the guard and the access table', (file) => {
    const source = readFileSync(path.join(app, file), 'utf8');
    const exported = [...source.matchAll(/export\s+(.*)/g)].map(([, what = '']) => what);
    const allowed = new RegExp(`^const (${methods}) = (runRoute\\(|runProbe\\(|runAuth;)`);
    expect(exported.filter((what) => !allowed.test(what))).toEqual([]);
    expect(exported.length).toBeGreaterThan(0);
  });
});

describe('every server action', () => {
  it('does not exist: what changes something is a route', () => {
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const withActions = files.filter((file) =>
      /^\s*['"]use server['"]/m.test(readFileSync(path.join(app, file), 'utf8')),
    );
    expect(withActions).toEqual([]);
  });
});
