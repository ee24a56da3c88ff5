'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Words } from './words';
import type { ShownQuestion } from './shown-question';
import { optionOrder, pickOption, type Option } from '@/lib/browser/options';
import type { Attempt } from '@/lib/browser/review-session';
import type { LearnerResponse } from '@/lib/grading/types';

type Props = {
  readonly item: ShownQuestion;
  readonly options: readonly Option[];
  readonly select: 'one' | 'many';
  readonly attempt: Attempt;
  readonly seed: number;
  readonly onRespond: (response: LearnerResponse) => void;
};

/** One or many of several. After Check the same rows, in the same order, say what was right and why. */
export function OptionList({ item, options, select, attempt, seed, onRespond }: Props) {
  const t = useTranslations('review');
  const name = useId();
  const { order, isTrueFalse } = optionOrder(options, seed);
  const picked = new Set(attempt.response.picked ?? []);
  if (attempt.phase !== 'asking') {
    return (
      <ul className={isTrueFalse ? 'ask opts pair done' : 'ask opts'}>
        {order.map((option) => (
          <CheckedOption
            key={option.key}
            item={item}
            option={option}
            picked={picked.has(option.key)}
            answered={picked.size > 0}
          />
        ))}
      </ul>
    );
  }
  return (
    <fieldset className="ask">
      <legend className="sr">{t(select === 'one' ? 'chooseOne' : 'chooseMany')}</legend>
      <div className={isTrueFalse ? 'opts pair' : 'opts'}>
        {order.map((option, index) => (
          <label key={option.key} className="opt">
            <input
              className="box"
              type={select === 'one' ? 'radio' : 'checkbox'}
              name={name}
              checked={picked.has(option.key)}
              onChange={() => {
                onRespond(pickOption(attempt.response, option.key, select));
              }}
            />
            <Words html={item.rendered.options[option.key]?.label ?? ''} />
            {index < 6 ? (
              <kbd aria-hidden="true">{isTrueFalse ? 'TF'.charAt(index) : 'ABCDEF'.charAt(index)}</kbd>
            ) : (
              <span />
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type CheckedProps = {
  readonly item: ShownQuestion;
  readonly option: Option;
  readonly picked: boolean;
  /** Whether anything was picked at all. */
  readonly answered: boolean;
};

function CheckedOption({ item, option, picked, answered }: CheckedProps) {
  const t = useTranslations('review');
  const look = option.correct ? 'is-right' : picked ? 'is-wrong' : 'is-off';
  const text = item.rendered.options[option.key];
  return (
    <li className={`opt ${look}`}>
      <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
        {look === 'is-right' && <path d="M5 12.5l4.5 4.5L19 7.5" />}
        {look === 'is-wrong' && <path d="M7 7l10 10M17 7L7 17" />}
      </svg>
      <Words html={text?.label ?? ''} />
      <span className="verdict">
        {option.correct ? t(picked || !answered ? 'correct' : 'notChosen') : picked ? t('yourAnswer') : null}
      </span>
      <Words as="div" className="why" html={text?.why ?? ''} />
    </li>
  );
}
