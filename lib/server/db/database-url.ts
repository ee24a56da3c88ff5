import { resolve } from 'node:path';

export type DatabaseTarget =
  { readonly dialect: 'sqlite'; readonly path: string } | { readonly dialect: 'postgresql'; readonly url: string };

export type Dialect = DatabaseTarget['dialect'];

/** @throws RangeError unless the text is `file:PATH` or `postgresql://…`; the message does not repeat it, it may hold a password */
export function parseDatabaseUrl(text: string): DatabaseTarget {
  if (/^postgres(ql)?:\/\//.test(text)) return { dialect: 'postgresql', url: text };
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (path === undefined || path.includes('\0')) {
    throw new RangeError('DATABASE_URL must be file:PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME');
  }
  return { dialect: 'sqlite', path: resolve(path) };
}
