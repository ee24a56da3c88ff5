'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDevice, type Device } from '@/lib/browser/device';
import { postToAuth } from '@/lib/browser/post-to-auth';

type State = 'idle' | 'busy' | 'asking' | 'failed';

/**
 * Ends this browser's session. What the server has goes from the device; answers that it does not have yet are sent first,
 * and if that fails the learner decides whether they stay for the next time or go (security.md §5, rule 7).
 */
export function SignOut({ userId }: { readonly userId: string }) {
  const t = useTranslations('signIn');
  const device = useDevice(userId);
  const [state, setState] = useState<State>('idle');
  const [left, setLeft] = useState(0);

  async function begin(): Promise<void> {
    if (device === null || state === 'busy') return;
    setState('busy');
    const unsent = await unsentOf(device);
    if (unsent === 0) return end(device, true);
    setLeft(unsent);
    setState('asking');
  }

  async function end(from: Device, forgets: boolean): Promise<void> {
    setState('busy');
    const answer = await postToAuth('signout', { callbackUrl: '/sign-in' });
    if (answer.kind !== 'go') {
      setState('failed');
      return;
    }
    if (forgets) await from.answers.forget().catch(() => undefined);
    window.location.assign('/sign-in');
  }

  if (state === 'asking' && device !== null) {
    return (
      <span className="row" role="group" aria-label={t('signOut')}>
        <span className="small">{t('unsent', { count: left })}</span>
        <button type="button" className="btn sm" onClick={() => void end(device, false)}>
          {t('signOutKeep')}
        </button>
        <button type="button" className="btn sm" onClick={() => void end(device, true)}>
          {t('signOutDiscard')}
        </button>
        <button
          type="button"
          className="btn plain sm"
          onClick={() => {
            setState('idle');
          }}
        >
          {t('stay')}
        </button>
      </span>
    );
  }
  return (
    <>
      <button type="button" className="btn plain sm" aria-disabled={state === 'busy'} onClick={() => void begin()}>
        {t('signOut')}
      </button>
      {state === 'failed' ? (
        <span className="error" role="status">
          {t('failed')}
        </span>
      ) : null}
    </>
  );
}

/** Tries to send what waits; counts what is still only here, refused answers included. */
async function unsentOf({ answers }: Device): Promise<number> {
  await answers.poke('asked').catch(() => undefined);
  const { waiting, parked } = answers.getStatus();
  return waiting + parked;
}
