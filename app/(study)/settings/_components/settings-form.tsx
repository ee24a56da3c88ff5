'use client';

import { useTranslations } from 'next-intl';
import type { ThemeChoice } from '@/lib/browser/preferences';
import type { SchedulerEffect, SettingsView } from '@/lib/server/use-cases/view-models';
import { AppearanceSettings } from './appearance-settings';
import { ReviewSettings } from './review-settings';
import { SchedulerSetting } from './scheduler-setting';
import { StudyDaySettings } from './study-day-settings';

type Props = {
  readonly view: SettingsView;
  readonly theme: ThemeChoice;
  /** What another variant would change, once it is asked for. */
  readonly effect: SchedulerEffect | null;
  readonly zones: readonly string[];
};

/** The groups of the page. */
export function SettingsForm({ view, theme, effect, zones }: Props) {
  const t = useTranslations('settings');
  const { settings } = view;
  return (
    <>
      <section className="group" aria-labelledby="appearance">
        <h2 className="h2" id="appearance">
          {t('appearance')}
        </h2>
        <div className="settings">
          <AppearanceSettings theme={theme} />
        </div>
      </section>
      <section className="group" aria-labelledby="day">
        <h2 className="h2" id="day">
          {t('day')}
        </h2>
        <div className="settings">
          <StudyDaySettings settings={settings} zones={zones} />
        </div>
      </section>
      <section className="group" aria-labelledby="review">
        <h2 className="h2" id="review">
          {t('review')}
        </h2>
        <div className="settings">
          <ReviewSettings settings={settings} mayScheduleUnreviewed={view.mayScheduleUnreviewed} />
        </div>
      </section>
      <section className="group" aria-labelledby="scheduler">
        <h2 className="h2" id="scheduler">
          {t('scheduler')}
        </h2>
        <div className="settings">
          <SchedulerSetting current={settings.sm2Variant} effect={effect} />
        </div>
      </section>
    </>
  );
}
