import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run-server';

const app = path.join(root, 'app');

/** Every address that the application answers to, from its files: `GET /api/study`, `PAGE /today`. */
export function appRoutes(): readonly string[] {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
  return files.flatMap((file) => {
    const name = path.basename(file);
    const address = `/${path
      .dirname(file)
      .split(path.sep)
      .filter((part) => part !== '.' && !/^\(.*\)$/.test(part))
      .join('/')}`;
    if (/^page\.[jt]sx?$/.test(name)) return [`PAGE ${address}`];
    if (!/^route\.[jt]sx?$/.test(name)) return [];
    const source = readFileSync(path.join(app, file), 'utf8');
    const methods = [
      ...source.matchAll(/export (?:const|(?:async )?function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g),
    ];
    return methods.map(([, method = '']) => `${method} ${address}`);
  });
}
