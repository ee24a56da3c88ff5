'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { rememberZone } from '@/lib/browser/preferences';

type Trouble = 'wrong' | 'tooMany' | 'failed';

/**
 * What a browser without a session sees. If it came by the printed link, the key stands after the `#` of the address, which
 * no server and no log ever sees: it is taken out of the address bar and exchanged for the cookie.
 */
export function LocalDoor({ example }: { readonly example: string }) {
  const t = useTranslations('door');
  const [state, setState] = useState<'closed' | 'opening' | Trouble>('closed');

  useEffect(() => {
    async function tryKey(): Promise<void> {
      const key = new URLSearchParams(window.location.hash.slice(1)).get('key');
      if (key === null || key === '') return;
      window.history.replaceState(null, '', window.location.pathname);
      setState('opening');
      const trouble = await exchange(key);
      if (trouble !== null) {
        setState(trouble);
        return;
      }
      rememberZone();
      window.location.replace('/today');
    }
    void tryKey();
    const onHash = (): void => void tryKey();
    window.addEventListener('hashchange', onHash);
    return () => {
      window.removeEventListener('hashchange', onHash);
    };
  }, []);

  return (
    <main id="main" className="wrap saying">
      <h1 className="statement">{t('statement')}</h1>
      <p className="lead">{t('lead')}</p>
      <p className="after">
        <code translate="no">{example}</code>
      </p>
      <p className="after" role="status">
        {state === 'closed' ? null : state === 'opening' ? t('opening') : <span className="error">{t(state)}</span>}
      </p>
    </main>
  );
}

async function exchange(key: string): Promise<Trouble | null> {
  try {
    const reply = await fetch('/api/local-session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (reply.ok) return null;
    if (reply.status === 429) return 'tooMany';
    return reply.status < 500 ? 'wrong' : 'failed';
  } catch {
    return 'failed';
  }
}
