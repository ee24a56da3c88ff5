'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Sm2Variant } from '@/lib/scheduler/types';
import type { SchedulerEffect } from '@/lib/server/use-cases/view-models';
import { Segment } from './segment';
import { Setting } from './setting';
import { useSaving } from './use-saving';

type Props = { readonly current: Sm2Variant; readonly effect: SchedulerEffect | null };

/** The variant of SM-2. Choosing another one shows how many days would move; only then it is changed. */
export function SchedulerSetting({ current, effect }: Props) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { state, save } = useSaving();
  const [chosen, setChosen] = useState(effect?.variant ?? current);
  const show = (variant: Sm2Variant): void => {
    setChosen(variant);
    router.replace(variant === current ? '/settings' : `/settings?variant=${variant}`, { scroll: false });
  };
  return (
    <>
      <Setting
        label={t('variant')}
        help={{ id: 'variant-help', text: t(chosen === 'delphi' ? 'delphiHelp' : 'text1990Help') }}
        state={state}
      >
        <Segment
          name="variant"
          value={chosen}
          choices={[
            { value: 'text1990', label: t('text1990') },
            { value: 'delphi', label: t('delphi') },
          ]}
          onChoose={show}
        />
      </Setting>
      {effect === null ? null : (
        <div className="setting">
          <p className="note plain" role="status">
            {t('effect', {
              moved: effect.moved,
              cards: effect.cards,
              now: effect.dueTodayNow,
              then: effect.dueTodayThen,
            })}{' '}
            {t('effectHelp')}
          </p>
          <p className="row">
            <button
              className="btn primary"
              type="button"
              onClick={() => {
                void save({ sm2Variant: effect.variant }).then((stored) => {
                  if (stored) router.replace('/settings', { scroll: false });
                });
              }}
            >
              {t('confirm')}
            </button>
            <button
              className="btn plain"
              type="button"
              onClick={() => {
                show(current);
              }}
            >
              {t('keep')}
            </button>
          </p>
        </div>
      )}
    </>
  );
}
