'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { withOutcome, withText } from '@/lib/browser/typed-output';
import type { Attempt } from '@/lib/browser/review-session';
import { acceptedOutputs } from '@/lib/grading/accepted-outputs';
import { diffOutput, nearestOutput } from '@/lib/grading/output-diff';
import type { LearnerResponse } from '@/lib/grading/types';
import type { PredictQuestion } from '@/lib/questions/schema';

type Props = {
  readonly question: PredictQuestion;
  readonly attempt: Attempt;
  readonly onRespond: (response: LearnerResponse) => void;
};

/** The output typed in mono, or that it varies or never ends; after Check line by line beside what the program prints. */
export function TypedOutput({ question, attempt, onRespond }: Props) {
  const t = useTranslations('review');
  const id = useId();
  const { response } = attempt;
  if (attempt.phase !== 'asking') return <OutputDiff question={question} response={response} />;
  const kinds = [
    { value: undefined, label: t('kindOutput') },
    { value: 'varies', label: t('kindVaries') },
    { value: 'hangs', label: t('kindHangs') },
  ] as const;
  const version = acceptedOutputs(question).pythonVersion;
  return (
    <fieldset className="ask">
      <legend className="sr">{t('kindLegend')}</legend>
      <div className="seg">
        {kinds.map(({ value, label }) => (
          <label key={label}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={response.outcome === value}
              onChange={() => {
                onRespond(withOutcome(response, value));
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {response.outcome === undefined ? (
        <div className="ask">
          <label className="label top-label" htmlFor={id}>
            {t('outputLabel')}{' '}
            {version === null ? null : <span className="plain">{t('pythonVersion', { version })}</span>}
          </label>
          <textarea
            id={id}
            className="field mono"
            lang="en"
            translate="no"
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            autoComplete="off"
            aria-describedby={`${id}-help`}
            maxLength={4000}
            value={response.text ?? ''}
            onChange={(event) => {
              onRespond(withText(response, event.currentTarget.value));
            }}
          />
          <p className="quiet under" id={`${id}-help`}>
            {t('outputHelp')}
          </p>
        </div>
      ) : null}
    </fieldset>
  );
}

function OutputDiff({
  question,
  response,
}: {
  readonly question: PredictQuestion;
  readonly response: LearnerResponse;
}) {
  const t = useTranslations('review');
  const { outputs, varies, hangs } = acceptedOutputs(question);
  const typed = response.text ?? '';
  const nearest = nearestOutput(typed, outputs);
  const said = response.outcome;
  const saidRight = said !== undefined && (said === 'varies' ? varies : hangs);
  return (
    <div className="ask stack">
      {said === undefined ? null : (
        <p className={saidRight ? 'opt is-right' : 'opt is-wrong'}>
          <span />
          <span>{t(said === 'varies' ? 'kindVaries' : 'kindHangs')}</span>
          <span className="verdict">{t(saidRight ? 'correct' : 'yourAnswer')}</span>
        </p>
      )}
      {nearest === null ? (
        <p className="opt is-right">
          <span />
          <span>{t(hangs ? 'kindHangs' : 'kindVaries')}</span>
          <span className="verdict">{t('correct')}</span>
        </p>
      ) : (
        <figure className="code out">
          <figcaption>
            <span>{t('itPrints')}</span>
          </figcaption>
          <pre tabIndex={0} role="region" aria-label={t('itPrints')}>
            <code lang="en" translate="no">
              {said === undefined && typed.trim() !== ''
                ? diffOutput(typed, nearest).lines.map((line, index) => (
                    <DiffRow key={index} typed={line.typed} printed={line.printed} same={line.same} />
                  ))
                : nearest
                    .trimEnd()
                    .split('\n')
                    .map((line, index) => (
                      <span key={index} className="ln">
                        {line}
                        {'\n'}
                      </span>
                    ))}
            </code>
          </pre>
        </figure>
      )}
    </div>
  );
}

type RowProps = { readonly typed: string | null; readonly printed: string | null; readonly same: boolean };

function DiffRow({ typed, printed, same }: RowProps) {
  const t = useTranslations('review');
  if (same) return <DiffLine look="ln" sign=" " word={t('diffSame')} text={printed ?? ''} />;
  return (
    <>
      {typed === null ? null : <DiffLine look="ln del" sign="-" word={t('diffExtra')} text={typed} />}
      {printed === null ? null : <DiffLine look="ln add" sign="+" word={t('diffMissing')} text={printed} />}
    </>
  );
}

type DiffLineProps = { readonly look: string; readonly sign: string; readonly word: string; readonly text: string };

function DiffLine({ look, sign, word, text }: DiffLineProps) {
  return (
    <span className={look}>
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      <span className="sr">{word}: </span>
      {text}
      {'\n'}
    </span>
  );
}
