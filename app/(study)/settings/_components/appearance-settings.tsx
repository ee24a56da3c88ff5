'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { rememberLocale, rememberTheme, type ThemeChoice } from '@/lib/browser/preferences';
import { Segment } from './segment';
import { Setting } from './setting';
import { useSaving, type Saving } from './use-saving';

/** Language and theme are this browser's (cookies); the language is told to the server too, for what it writes unasked. */
export function AppearanceSettings({ theme }: { readonly theme: ThemeChoice }) {
  const t = useTranslations('settings');
  const router = useRouter();
  const locale = useLocale();
  const language = useSaving();
  const [chosen, setChosen] = useState(theme);
  const [themeState, setThemeState] = useState<Saving>('idle');
  return (
    <>
      <Setting label={t('language')} state={language.state}>
        <Segment
          name="language"
          value={locale}
          choices={[
            { value: 'en', label: 'English', lang: 'en' },
            { value: 'zh-CN', label: '中文', lang: 'zh-CN' },
          ]}
          onChoose={(value) => {
            rememberLocale(value);
            router.refresh();
            void language.save({ interfaceLocale: value });
          }}
        />
      </Setting>
      <Setting label={t('theme')} state={themeState}>
        <Segment
          name="theme"
          value={chosen}
          choices={[
            { value: 'system', label: t('themeSystem') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ]}
          onChoose={(value) => {
            rememberTheme(value);
            setChosen(value);
            setThemeState('saved');
          }}
        />
      </Setting>
    </>
  );
}
