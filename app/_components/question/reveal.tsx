'use client';

import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import type { ShownQuestion } from './shown-question';
import { matchedMisconceptions, offeredFollowUps } from '@/lib/browser/after-answer';
import { gradeAttempt, type Attempt } from '@/lib/browser/review-session';
import type { LearnerResponse } from '@/lib/grading/types';
import { Evidence } from './evidence';
import { MendedProgram } from './mended-program';
import { Programs } from './programs';
import { Ticks } from './ticks';
import { Words } from './words';

type Props = {
  readonly item: ShownQuestion;
  readonly attempt: Attempt;
  /** Takes the focus at the reveal: the one line, or what stands in its place. */
  readonly firstLine: Ref<HTMLDivElement>;
  /** Null where nothing is graded (the library): key points are then only listed. */
  readonly onRespond: ((response: LearnerResponse) => void) | null;
};

/** Everything that is shown after the answer, in the order of the design: own words, one line, ticks, careful, answer, next. */
export function Reveal({ item, attempt, firstLine, onRespond }: Props) {
  const t = useTranslations('review');
  const { question, rendered } = item;
  const notes = attempt.notes.trim();
  const wrongBySure = attempt.confidence === 'sure' && gradeAttempt(item, attempt).verdict === 'wrong';
  const { first, others } = matchedMisconceptions(question, attempt.response);
  return (
    <div className="ask">
      {notes === '' ? null : (
        <div className="block">
          <p className="said">
            <span className="label">{t('youWrote')}</span>
            {notes}
          </p>
        </div>
      )}
      <div className="block" ref={firstLine} tabIndex={-1}>
        {rendered.oneLine === null ? null : (
          <>
            <div className="label">{t('oneLine')}</div>
            <Words as="p" className="oneline" html={rendered.oneLine} />
          </>
        )}
      </div>
      {onRespond === null ? <Points item={item} /> : <Ticks item={item} attempt={attempt} onRespond={onRespond} />}
      {first.length === 0 ? null : (
        <div className="block">
          {first.map((key) => (
            <div key={key} className="note missed">
              <b>{t('careful')}</b> <Words html={rendered.misconceptions[key] ?? ''} />
            </div>
          ))}
        </div>
      )}
      <Long label={t('fullAnswer')} html={rendered.answer} />
      <Long label={t('why')} html={rendered.why} />
      <Evidence item={item} />
      {question.type === 'spot-bug' ? (
        <MendedProgram item={item} question={question} />
      ) : (
        <Programs item={item} show="answer" />
      )}
      {rendered.pitfall === null ? null : (
        <div className="block">
          <div className="note hard">
            <b>{t('pitfall')}</b>
            <Words as="div" html={rendered.pitfall} />
          </div>
        </div>
      )}
      {others.length === 0 ? null : (
        <div className="block">
          <div className="label">{t('misconceptions')}</div>
          {others.map((key) => (
            <div key={key} className="note plain">
              <Words html={rendered.misconceptions[key] ?? ''} />
            </div>
          ))}
        </div>
      )}
      {wrongBySure ? (
        <div className="block">
          <div className="note easy">
            <b>{t('wereSure')}</b> {t('wereSureNote')}
          </div>
        </div>
      ) : null}
      <FollowUps item={item} attempt={attempt} />
    </div>
  );
}

function Long({ label, html }: { readonly label: string; readonly html: string | null }) {
  if (html === null) return null;
  return (
    <div className="block">
      <div className="label">{label}</div>
      <Words as="div" className="answer" html={html} />
    </div>
  );
}

function Points({ item }: { readonly item: ShownQuestion }) {
  const t = useTranslations('review');
  const points = item.question.keyPoints ?? [];
  if (points.length === 0) return null;
  return (
    <div className="block">
      <div className="label">{t('keyPoints')}</div>
      <ul className="ticks">
        {points.map((point) => (
          <li key={point.key} className="tick still">
            <span aria-hidden="true">·</span>
            <Words html={item.rendered.keyPoints[point.key] ?? ''} />
            <span className="must">{point.must === true ? t('must') : null}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FollowUps({ item, attempt }: { readonly item: ShownQuestion; readonly attempt: Attempt }) {
  const t = useTranslations('review');
  const keys = offeredFollowUps(item.question, gradeAttempt(item, attempt)).filter(
    (key) => item.rendered.followUps[key],
  );
  if (keys.length === 0) return null;
  return (
    <div className="block">
      <div className="label">{t('askNext')}</div>
      {keys.map((key) => (
        <details key={key} className="fold">
          <summary>
            <Words html={item.rendered.followUps[key]?.prompt ?? ''} />
          </summary>
          <Words as="div" className="answer" html={item.rendered.followUps[key]?.answer ?? ''} />
        </details>
      ))}
    </div>
  );
}
