'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Words } from './words';
import type { ShownQuestion } from './shown-question';
import { moveWithin } from '@/lib/browser/move-focus';
import type { Attempt } from '@/lib/browser/review-session';
import type { LearnerResponse } from '@/lib/grading/types';

type Props = {
  readonly item: ShownQuestion;
  readonly attempt: Attempt;
  readonly onRespond: (response: LearnerResponse) => void;
};

/** Key points to tick, and sentences that sink an answer. Nothing is ticked beforehand. */
export function Ticks({ item, attempt, onRespond }: Props) {
  const t = useTranslations('review');
  const id = useId();
  const { question, rendered } = item;
  const points = question.keyPoints ?? [];
  const ticked = attempt.response.ticked ?? [];
  const flagged = attempt.response.redFlags ?? [];
  const musts = points.filter((point) => point.must === true);
  return (
    <>
      {points.length === 0 ? null : (
        <div className="block">
          <div className="label">
            <span id={`${id}-points`}>{t('ticks')}</span>
            <span className="num plain" aria-live="polite">
              {t('ticksCount', {
                musts: musts.length,
                tickedMusts: musts.filter((point) => ticked.includes(point.key)).length,
                ticked: points.filter((point) => ticked.includes(point.key)).length,
                points: points.length,
              })}
            </span>
          </div>
          <div className="ticks" role="group" aria-labelledby={`${id}-points`} onKeyDown={moveWithin}>
            {points.map((point) => (
              <label key={point.key} className="tick">
                <input
                  className="box"
                  type="checkbox"
                  checked={ticked.includes(point.key)}
                  onChange={() => {
                    onRespond({ ...attempt.response, ticked: toggled(ticked, point.key) });
                  }}
                />
                <Words html={rendered.keyPoints[point.key] ?? ''} />
                <span className="must">{point.must === true ? t('must') : null}</span>
              </label>
            ))}
          </div>
        </div>
      )}
      {question.redFlags === undefined ? null : (
        <div className="block">
          <div className="label">
            <span id={`${id}-flags`}>{t('redFlags')}</span>
          </div>
          <div className="ticks flags" role="group" aria-labelledby={`${id}-flags`} onKeyDown={moveWithin}>
            {question.redFlags.map(({ key }) => (
              <label key={key} className="tick">
                <input
                  className="box"
                  type="checkbox"
                  checked={flagged.includes(key)}
                  onChange={() => {
                    onRespond({ ...attempt.response, redFlags: toggled(flagged, key) });
                  }}
                />
                <Words html={rendered.redFlags[key] ?? ''} />
                <span />
              </label>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
}
