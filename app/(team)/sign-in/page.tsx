import type { Metadata, Route } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { LocaleSwitch } from '@/app/_components/locale-switch';
import { getActor } from '@/lib/server/auth/get-actor';
import { safeRedirect } from '@/lib/server/auth/safe-redirect';
import { getSettings } from '@/lib/server/env';
import { interfaceLocale } from '@/lib/server/http/interface-locale';
import { SignInForm } from './_components/sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  const [t, shell] = await Promise.all([getTranslations('signIn'), getTranslations('shell')]);
  return { title: shell('titleOf', { page: t('title') }) };
}

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>> };

/** Where everybody without a session ends up in team mode; in local mode there is no such page. */
export default async function SignInPage({ searchParams }: Props) {
  const { team } = getSettings();
  if (team === null) notFound();
  const { callbackUrl, error } = await searchParams;
  const target = safeRedirect(callbackUrl, team.publicOrigin);
  if ((await getActor()).kind !== 'anonymous') redirect(target as Route);
  const [t, locale] = await Promise.all([getTranslations('signIn'), interfaceLocale()]);
  return (
    <main id="main" className="wrap saying">
      <LocaleSwitch locale={locale} />
      <h1 className="statement">{t('statement')}</h1>
      <SignInForm
        target={target}
        hasSingleSignOn={team.oidc !== null}
        trouble={error === 'refused' || error === 'failed' ? error : null}
        words={{
          email: t('email'),
          password: t('password'),
          submit: t('submit'),
          singleSignOn: t('singleSignOn'),
          or: t('or'),
          wrong: t('wrong'),
          tooMany: t('tooMany'),
          failed: t('failed'),
          refused: t('refused'),
        }}
      />
    </main>
  );
}
