import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator, IntlErrorCode } from 'next-intl';
import { describe, expect, it } from 'vitest';
import en from '@/lib/i18n/messages/en.json';
import zh from '@/lib/i18n/messages/zh-CN.json';

type Messages = { readonly [key: string]: string | Messages };

function keysOf(messages: Messages, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );
}

function textsOf(messages: Messages): string[] {
  return Object.values(messages).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));
}

/** `{name}` and `{name, plural, …}`, nested ones too. */
function argumentsOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].sort();
}

/** A plural of Chinese has one form, so a count may be left out where the sentence reads without it. */
function at(messages: Messages, key: string): string {
  const value = key
    .split('.')
    .reduce<Messages | string>((node, part) => (typeof node === 'string' ? node : (node[part] ?? '')), messages);
  return typeof value === 'string' ? value : '';
}

const sources = ['app', 'lib/server'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('generated'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')),
);

/** Namespaces by the name they have in a file: `const t = useTranslations('review')`, also out of Promise.all. */
function namespacesIn(source: string): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (name: string, namespace: string): void => {
    found.set(name, (found.get(name) ?? new Set()).add(namespace));
  };
  for (const [, name = '', namespace = ''] of source.matchAll(
    /const (\w+) = (?:await )?(?:use|get)Translations\('(\w+)'\)/g,
  )) {
    add(name, namespace);
  }
  for (const [, names = '', calls = ''] of source.matchAll(
    /const \[([^\]]+)\] = await Promise\.all\(\[([\s\S]*?)\]\);/g,
  )) {
    const list = [...calls.matchAll(/(?:^|,)\s*(\w+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)];
    names.split(',').forEach((name, index) => {
      const [, call, argument = ''] = list[index] ?? [];
      const namespace = /^'(\w+)'$/.exec(argument.trim())?.[1];
      if (call === 'getTranslations' && namespace !== undefined) add(name.trim(), namespace);
    });
  }
  return found;
}

/** What is asked for as `t('key')`, `t.rich('key'`, or `t(yes ? 'key' : 'other')`; a key made at run time gives its literals. */
function usedKeys(): { readonly literal: ReadonlySet<string>; readonly dynamic: ReadonlySet<string> } {
  const literal = new Set<string>();
  const dynamic = new Set<string>();
  for (const source of sources) {
    for (const [name, namespaces] of namespacesIn(source)) {
      for (const call of source.matchAll(new RegExp(`\\b${name}(?:\\.rich)?\\(`, 'g'))) {
        const argument = firstArgument(source.slice(call.index + call[0].length));
        const literals = [...argument.matchAll(/(?<![=] )'([\w-]+)'/g)].map((match) => match[1] ?? '');
        const asked = /[?]/.test(argument) ? literals.filter((one) => !argument.includes(`=== '${one}' ?`)) : literals;
        for (const namespace of namespaces) {
          if (asked.length === 0) dynamic.add(namespace);
          for (const key of asked) literal.add(`${namespace}.${key}`);
        }
      }
    }
  }
  return { literal, dynamic };
}

function firstArgument(rest: string): string {
  let depth = 0;
  for (let index = 0; index < rest.length; index += 1) {
    const character = rest.charAt(index);
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && character === ',')) return rest.slice(0, index);
  }
  return rest;
}

describe('messages', () => {
  const keys = keysOf(en);

  it('have the same keys in both languages', () => {
    expect(keysOf(zh).sort()).toEqual([...keys].sort());
  });

  it('take the same arguments in both languages, or fewer in Chinese', () => {
    for (const key of keys) {
      expect(argumentsOf(at(en, key)), key).toEqual(expect.arrayContaining(argumentsOf(at(zh, key))));
    }
  });

  it('are all used', () => {
    const { literal, dynamic } = usedKeys();
    const all = sources.join('\n');
    const unused = keys.filter((key) => {
      if (literal.has(key)) return false;
      const [namespace = '', name = ''] = key.split('.');
      // Made at run time: the last part must at least stand somewhere as a word of its own.
      return !(dynamic.has(namespace) && new RegExp(`['"]?\\b${name}\\b['"]?`).test(all));
    });
    expect(unused).toEqual([]);
  });

  it('exist wherever one is asked for', () => {
    const { literal } = usedKeys();
    expect(literal.size).toBeGreaterThan(150);
    expect([...literal].filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('are well-formed ICU messages', () => {
    const values = { count: 2, words: 'two', minutes: 3 };
    for (const [locale, messages] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const) {
      const failures: string[] = [];
      const t = createTranslator({
        locale,
        messages,
        onError: (error) => {
          if (error.code === IntlErrorCode.INVALID_MESSAGE) failures.push(error.message);
        },
      }) as unknown as { markup: (key: string, values: object) => string };
      const tags = Object.fromEntries(['b', 'd', 'line'].map((tag) => [tag, (words: string) => words]));
      for (const key of keys) t.markup(key, { ...numbersFor(at(messages, key)), ...values, ...tags });
      expect(failures).toEqual([]);
    }
  });

  it('never say what the interface must not say to a learner', () => {
    for (const text of textsOf(en).map(withoutNames)) {
      expect(text).not.toMatch(/\b(due|overdue|lapse|ease factor|card|deck|streak|oops|simply)\b/i);
      expect(text).not.toMatch(/!/);
    }
    for (const text of textsOf(zh)) expect(text).not.toMatch(/[!！]/);
  });
});

function withoutNames(message: string): string {
  return message.replace(/\{\w+/g, '{');
}

function numbersFor(message: string): Record<string, number> {
  return Object.fromEntries(argumentsOf(message).map((name) => [name, 2]));
}
