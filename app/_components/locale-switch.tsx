'use client';

import { useRouter } from 'next/navigation';
import { rememberLocale } from '@/lib/browser/preferences';
import type { Locale } from '@/lib/reviews/events';

const names: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '中文' };

/** The other language under its own name; the page stays. */
export function LocaleSwitch({ locale }: { readonly locale: Locale }) {
  const router = useRouter();
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      type="button"
      className="icon-btn"
      lang={other}
      onClick={() => {
        rememberLocale(other);
        router.refresh();
      }}
    >
      {names[other]}
    </button>
  );
}
