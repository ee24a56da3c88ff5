'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useDevice, useSyncStatus } from '@/lib/browser/device';
import { rememberZone } from '@/lib/browser/preferences';
import { ParkedAnswers } from './parked-answers';

type Props = {
  readonly userId: string;
  /** Whether the page shows what the server knows, and so is read again when everything has been sent. */
  readonly refreshes: boolean;
};

/** Says what waits on this device and what the server refused; silent while all is well. */
export function SyncBar({ userId, refreshes }: Props) {
  const t = useTranslations('sync');
  const router = useRouter();
  const device = useDevice(userId);
  const { waiting, parked, offline, busy, signedOut, storage } = useSyncStatus(device);
  const [open, setOpen] = useState(false);
  const waited = useRef(0);
  useEffect(rememberZone, []);
  useEffect(() => {
    if (refreshes && waited.current > 0 && waiting === 0) router.refresh();
    waited.current = waiting;
  }, [refreshes, router, waiting]);

  const sentence = signedOut
    ? t('signedOut')
    : offline
      ? t('offline', { count: waiting })
      : busy && waiting > 0
        ? t('waiting', { count: waiting })
        : null;
  return (
    <div className="bars" role="status">
      {sentence === null ? null : (
        <p className="bar off">
          <span className="led hard" />
          {sentence}
        </p>
      )}
      {storage === null ? null : (
        <p className="bar err">
          <span className="led missed" />
          {t('notStored')}
        </p>
      )}
      {parked === 0 ? null : (
        <div className="bar err">
          <span className="led missed" />
          <span>{t('refused', { count: parked })}</span>
          <button
            className="btn sm"
            type="button"
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {t(open ? 'hide' : 'seeWhy')}
          </button>
        </div>
      )}
      {open && parked > 0 && device !== null ? <ParkedAnswers answers={device.answers} count={parked} /> : null}
    </div>
  );
}
