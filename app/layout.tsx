import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { interfaceLocale } from '@/lib/server/http/interface-locale';
import { interfaceTheme } from '@/lib/server/http/interface-theme';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/trace.css';
import './styles/code.css';
import './styles/review.css';
import './styles/dock.css';
import './styles/pages.css';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  colorScheme: 'light dark',
};

export const metadata: Metadata = { title: 'Timeslice', robots: { index: false, follow: false } };

/**
 * Every page is made for its request: scripts carry the nonce of the response's Content Security Policy, which a page made at
 * build time could not.
 */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  await connection();
  const [locale, theme, t, { errors }] = await Promise.all([
    interfaceLocale(),
    interfaceTheme(),
    getTranslations('shell'),
    getMessages(),
  ]);
  return (
    <html lang={locale} data-theme={theme ?? undefined}>
      <body>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <NextIntlClientProvider locale={locale} messages={{ errors }} formats={null} timeZone="UTC">
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
