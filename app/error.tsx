'use client';

import { useTranslations } from 'next-intl';

/** A page that could not be built: what is safe, what to do, and a reference; never a stack. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  const t = useTranslations('errors');
  return (
    <main id="main" className="wrap saying">
      <h1 className="statement">{t('broken')}</h1>
      <p className="lead">
        {t('brokenLead')} {error.digest === undefined ? null : t('reference', { reference: error.digest.slice(0, 6) })}
      </p>
      <p className="row actions">
        <button className="btn primary" type="button" onClick={reset}>
          {t('again')}
        </button>
      </p>
    </main>
  );
}
