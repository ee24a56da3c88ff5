'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Words } from './words';
import type { ShownQuestion } from './shown-question';
import type { Attempt } from '@/lib/browser/review-session';

type Props = {
  readonly item: ShownQuestion;
  readonly attempt: Attempt;
  /** Whether there is a box to write in, or only hints. */
  readonly writes: boolean;
  readonly long: boolean;
  readonly onNotes: (notes: string) => void;
  readonly onHint: () => void;
};

/** Opened hints one under the other, the box that is offered and never required, and the button for the next hint. */
export function NotesBox({ item, attempt, writes, long, onNotes, onHint }: Props) {
  const t = useTranslations('review');
  const id = useId();
  const total = item.rendered.hints.length;
  const opened = Math.min(attempt.response.hints ?? 0, total);
  if (!writes && total === 0) return null;
  return (
    <div className="ask">
      {opened > 0 ? (
        <ol className="hints">
          {item.rendered.hints.slice(0, opened).map((hint, index) => (
            <li key={index} className="note plain">
              <b>{t('hintNumber', { number: index + 1 })}</b> <Words html={hint} />
            </li>
          ))}
        </ol>
      ) : null}
      {writes ? (
        <>
          <label className="label top-label" htmlFor={id}>
            {t('notesLabel')}
          </label>
          <textarea
            id={id}
            className={long ? 'field long' : 'field'}
            aria-describedby={`${id}-help`}
            value={attempt.notes}
            maxLength={20_000}
            onChange={(event) => {
              onNotes(event.currentTarget.value);
            }}
          />
        </>
      ) : null}
      <div className="split under">
        <span className="quiet" id={`${id}-help`}>
          {writes ? t('notesHelp') : null}
        </span>
        {opened < total ? (
          <button className="btn plain sm" type="button" onClick={onHint}>
            {t('hint', { next: opened + 1, total })} <kbd aria-hidden="true">H</kbd>
          </button>
        ) : null}
      </div>
    </div>
  );
}
