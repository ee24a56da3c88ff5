'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { RejectionCode } from '@/lib/api/reviews';
import type { Answers } from '@/lib/browser/answers';
import type { ParkedEvent } from '@/lib/browser/event-queue';

const known: readonly string[] = [
  'invalid',
  'id-conflict',
  'question-unknown',
  'revision-unknown',
  'quality-not-allowed',
] satisfies RejectionCode[];

/** Answers that the server refused, each with its reason. They stay until the learner exports or discards them. */
export function ParkedAnswers({ answers, count }: { readonly answers: Answers; readonly count: number }) {
  const t = useTranslations('sync');
  const locale = useLocale();
  const [parked, setParked] = useState<readonly ParkedEvent[]>([]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    void answers.listParked().then((list) => {
      if (!gone.signal.aborted) setParked(list);
    });
    return () => {
      gone.abort();
    };
  }, [answers, count]);

  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const discardAll = async (): Promise<void> => {
    for (const { event } of parked) await answers.discardParked(event.id);
    setAsking(false);
  };
  return (
    <div className="parked">
      <ul>
        {parked.map(({ event, code }) => (
          <li key={event.id}>
            {t('parkedItem', {
              question: event.questionId,
              time: time.format(new Date(event.occurredAt)),
              why: isKnown(code) ? t(code) : t('other'),
            })}
          </li>
        ))}
      </ul>
      <p className="row">
        <button className="btn sm" type="button" onClick={() => void download(answers)}>
          {t('export')}
        </button>
        {asking ? (
          <>
            <span className="small">{t('discardAsk', { count })}</span>
            <button className="btn sm" type="button" onClick={() => void discardAll()}>
              {t('discard')}
            </button>
            <button
              className="btn plain sm"
              type="button"
              onClick={() => {
                setAsking(false);
              }}
            >
              {t('keep')}
            </button>
          </>
        ) : (
          <button
            className="btn plain sm"
            type="button"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('discard')}
          </button>
        )}
      </p>
    </div>
  );
}

function isKnown(code: string): code is RejectionCode {
  return known.includes(code);
}

async function download(answers: Answers): Promise<void> {
  const address = URL.createObjectURL(new Blob([await answers.exportParked()], { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'timeslice-refused-answers.jsonl';
  link.click();
  URL.revokeObjectURL(address);
}
