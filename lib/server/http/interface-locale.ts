import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import type { Locale } from '../../reviews/events';

const LOCALE_COOKIE = 'timeslice-locale';

/** The language of the interface: the one that was chosen, else the first of the browser's that there is, else English. */
export const interfaceLocale = cache(async (): Promise<Locale> => {
  const [jar, requestHeaders] = await Promise.all([cookies(), headers()]);
  return chooseLocale(jar.get(LOCALE_COOKIE)?.value ?? null, requestHeaders.get('accept-language'));
});

/** RFC 9110 §12.5.4: languages by weight, the first named where weights tie. Any Chinese reads the Chinese there is. */
export function chooseLocale(chosen: string | null, acceptLanguage: string | null): Locale {
  if (chosen === 'en' || chosen === 'zh-CN') return chosen;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'en';
}
