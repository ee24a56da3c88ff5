import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { PageHeading } from '@/app/_components/page-heading';
import { Shell } from '@/app/_components/shell';
import { forVisitor, granted } from '@/app/_components/visitor';
import { interfaceTheme } from '@/lib/server/http/interface-theme';
import { previewScheduler } from '@/lib/server/use-cases/preview-scheduler';
import { showSettings } from '@/lib/server/use-cases/show-settings';
import { SettingsForm } from './_components/settings-form';

export async function generateMetadata(): Promise<Metadata> {
  const [t, shell] = await Promise.all([getTranslations('settings'), getTranslations('shell')]);
  return { title: shell('titleOf', { page: t('title') }) };
}

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** One page; every change saves itself. A change of the scheduler first shows its effect, worked out here from the log. */
export default async function SettingsPage({ searchParams }: Props) {
  const { variant } = await searchParams;
  return forVisitor(async ({ deps, actor, userId, timeZone }) => {
    const view = granted(await showSettings(deps, actor));
    const asked = variant === 'text1990' || variant === 'delphi' ? variant : view.settings.sm2Variant;
    const effect =
      asked === view.settings.sm2Variant
        ? null
        : granted(await previewScheduler(deps, actor, { variant: asked, timeZone }));
    const [t, { settings }, theme] = await Promise.all([getTranslations('settings'), getMessages(), interfaceTheme()]);
    return (
      <Shell current="settings" userId={userId}>
        <main id="main" className="wrap">
          <PageHeading className="statement">{t('title')}</PageHeading>
          <NextIntlClientProvider messages={{ settings }}>
            <SettingsForm
              view={view}
              theme={theme ?? 'system'}
              effect={effect}
              zones={Intl.supportedValuesOf('timeZone')}
            />
          </NextIntlClientProvider>
        </main>
      </Shell>
    );
  });
}
