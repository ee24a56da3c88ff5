import type { Locale } from '../reviews/events';

/** Language and theme live in cookies, so that the server's first byte is already in them. They are no secrets. */
const YEAR_SECONDS = 31_536_000;

export type ThemeChoice = 'system' | 'light' | 'dark';

export function rememberLocale(locale: Locale): void {
  writeCookie('timeslice-locale', locale, YEAR_SECONDS);
}

export function rememberTheme(choice: ThemeChoice): void {
  if (choice === 'system') {
    writeCookie('timeslice-theme', '', 0);
    delete document.documentElement.dataset['theme'];
    return;
  }
  writeCookie('timeslice-theme', choice, YEAR_SECONDS);
  document.documentElement.dataset['theme'] = choice;
}

/** So that the server knows what day it is here before the first answer. */
export function rememberZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  writeCookie('timeslice-zone', encodeURIComponent(zone), YEAR_SECONDS);
}

/** What is on screen now, whether chosen or the system's. */
export function shownTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function writeCookie(name: string, value: string, maxAgeSeconds: number): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${secure}`;
}
