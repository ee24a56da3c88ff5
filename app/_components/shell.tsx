import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { UserId } from '@/lib/base/ids';
import { Account } from './account';
import { Brand } from './brand';
import { Icon } from './icon';
import { LocaleSwitch } from './locale-switch';
import { ShellKeys } from './shell-keys';
import { SyncBar } from './sync-bar';
import { ThemeSwitch } from './theme-switch';

type Place = 'today' | 'library' | 'settings';

const places = [
  { name: 'today', href: '/today' },
  { name: 'library', href: '/library' },
  { name: 'settings', href: '/settings' },
] as const;

type Props = { readonly current: Place; readonly userId: UserId; readonly children: ReactNode };

/** The frame of every page but review: the bar, and under it what waits on this device. */
export async function Shell({ current, userId, children }: Props) {
  const { sync } = await getMessages();
  return (
    <>
      <TopBar current={current} />
      <ShellKeys />
      <NextIntlClientProvider messages={{ sync }}>
        <SyncBar userId={userId} refreshes />
      </NextIntlClientProvider>
      {children}
    </>
  );
}

/** Name, destinations (at the bottom on a phone), language and theme. */
export async function TopBar({ current }: { readonly current: Place }) {
  const [t, locale] = await Promise.all([getTranslations('shell'), getLocale()]);
  return (
    <header className="top">
      <div className="top-in">
        <Brand name={t('name')} />
        <nav className="nav" aria-label={t('main')}>
          {places.map(({ name, href }) => (
            <Link key={name} href={href} prefetch={false} aria-current={name === current ? 'page' : undefined}>
              <Icon name={name} />
              <span>{t(name)}</span>
            </Link>
          ))}
        </nav>
        <div className="top-end">
          <LocaleSwitch locale={locale} />
          <ThemeSwitch label={t('theme')} />
          <Account />
        </div>
      </div>
    </header>
  );
}
