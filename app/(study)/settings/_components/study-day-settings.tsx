'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { weekdayLabel } from '@/app/_words/format-date';
import { isTimeZone } from '@/lib/base/time';
import type { LearnerSettings } from '@/lib/learner/settings';
import { NumberField } from './number-field';
import { Setting } from './setting';
import { useSaving } from './use-saving';

const MOST_MINUTES = 720;
const MOST_NEW = 500;

type Props = { readonly settings: LearnerSettings; readonly zones: readonly string[] };

/** Zone, minutes for each weekday, new questions a day. */
export function StudyDaySettings({ settings, zones }: Props) {
  return (
    <>
      <ZoneSetting zone={settings.timeZone} zones={zones} />
      <MinutesSetting saved={settings.minutesPerDay} />
      <NewPerDaySetting saved={settings.newPerDay} />
    </>
  );
}

function ZoneSetting({ zone, zones }: { readonly zone: string; readonly zones: readonly string[] }) {
  const t = useTranslations('settings');
  const id = useId();
  const { state, save } = useSaving();
  const [chosen, setChosen] = useState(zone);
  const offered = zone === 'device' || zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <Setting label={t('zone')} htmlFor={id} help={{ id: `${id}-help`, text: t('zoneHelp') }} state={state}>
      <select
        id={id}
        className="sel mid"
        value={chosen}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const value = event.currentTarget.value;
          setChosen(value);
          if (value === 'device' || isTimeZone(value)) void save({ timeZone: value });
        }}
      >
        <option value="device">{t('zoneDevice')}</option>
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </Setting>
  );
}

type Week = LearnerSettings['minutesPerDay'];

function MinutesSetting({ saved }: { readonly saved: Week }) {
  const t = useTranslations('settings');
  const locale = useLocale();
  const id = useId();
  const { state, save } = useSaving();
  const [week, setWeek] = useState(saved);
  const [error, setError] = useState<string | null>(null);
  const commit = (index: number, value: number | null): void => {
    setError(value === null ? t('outOfRange', { max: MOST_MINUTES }) : null);
    if (value === null || week[index] === value) return;
    const next = week.map((minutes, day) => (day === index ? value : minutes)) as Week;
    setWeek(next);
    void save({ minutesPerDay: next });
  };
  return (
    <Setting label={t('minutes')} help={{ id: `${id}-help`, text: t('minutesHelp') }} error={error} state={state}>
      <div className="week">
        {week.map((minutes, index) => (
          <label key={index} htmlFor={`${id}-${String(index)}`}>
            <span>{weekdayLabel(index, locale)}</span>
            <NumberField
              id={`${id}-${String(index)}`}
              value={minutes}
              max={MOST_MINUTES}
              describedBy={`${id}-help`}
              onCommit={(value) => {
                commit(index, value);
              }}
            />
          </label>
        ))}
      </div>
    </Setting>
  );
}

function NewPerDaySetting({ saved }: { readonly saved: number }) {
  const t = useTranslations('settings');
  const id = useId();
  const { state, save } = useSaving();
  const [last, setLast] = useState(saved);
  const [error, setError] = useState<string | null>(null);
  const commit = (value: number | null): void => {
    setError(value === null ? t('outOfRange', { max: MOST_NEW }) : null);
    if (value === null || value === last) return;
    setLast(value);
    void save({ newPerDay: value });
  };
  return (
    <Setting
      label={t('newPerDay')}
      htmlFor={id}
      help={{ id: `${id}-help`, text: t('newPerDayHelp') }}
      error={error}
      state={state}
    >
      <NumberField id={id} value={saved} max={MOST_NEW} describedBy={`${id}-help`} onCommit={commit} />
    </Setting>
  );
}
