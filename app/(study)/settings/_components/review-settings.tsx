'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LearnerSettings } from '@/lib/learner/settings';
import { Segment } from './segment';
import { Setting } from './setting';
import { useSaving } from './use-saving';

type Props = { readonly settings: LearnerSettings; readonly mayScheduleUnreviewed: boolean };

/** The language of questions, and whether those that nobody has read a second time are asked. */
export function ReviewSettings({ settings, mayScheduleUnreviewed }: Props) {
  return (
    <>
      <QuestionLanguage saved={settings.questionLocale} />
      {mayScheduleUnreviewed ? <Unreviewed saved={settings.scheduleUnreviewed} /> : null}
    </>
  );
}

function QuestionLanguage({ saved }: { readonly saved: LearnerSettings['questionLocale'] }) {
  const t = useTranslations('settings');
  const { state, save } = useSaving();
  const [chosen, setChosen] = useState(saved);
  return (
    <Setting label={t('questionLocale')} state={state}>
      <Segment
        name="questions"
        value={chosen}
        choices={[
          { value: 'interface', label: t('questionInterface') },
          { value: 'en', label: 'English', lang: 'en' },
          { value: 'zh-CN', label: '中文', lang: 'zh-CN' },
        ]}
        onChoose={(value) => {
          setChosen(value);
          void save({ questionLocale: value });
        }}
      />
    </Setting>
  );
}

function Unreviewed({ saved }: { readonly saved: boolean }) {
  const t = useTranslations('settings');
  const { state, save } = useSaving();
  const [chosen, setChosen] = useState(saved);
  return (
    <Setting label={t('unreviewed')} state={state}>
      <Segment
        name="unreviewed"
        value={chosen ? 'yes' : 'no'}
        choices={[
          { value: 'no', label: t('unreviewedNo') },
          { value: 'yes', label: t('unreviewedYes') },
        ]}
        onChoose={(value) => {
          setChosen(value === 'yes');
          void save({ scheduleUnreviewed: value === 'yes' });
        }}
      />
    </Setting>
  );
}
