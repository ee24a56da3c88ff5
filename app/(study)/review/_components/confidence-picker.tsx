'use client';

import { useTranslations } from 'next-intl';
import type { Confidence } from '@/lib/reviews/events';

const choices = [
  { value: 'guess', word: 'guess', key: 'J' },
  { value: 'fairly', word: 'fairly', key: 'K' },
  { value: 'sure', word: 'certain', key: 'L' },
] as const;

type Props = { readonly chosen: Confidence | null; readonly onChoose: (confidence: Confidence) => void };

/** Optional, and nothing is chosen beforehand. */
export function ConfidencePicker({ chosen, onChoose }: Props) {
  const t = useTranslations('review');
  return (
    <fieldset className="conf">
      <legend className="label">{t('sure')}</legend>
      <div className="seg">
        {choices.map(({ value, word, key }) => (
          <label key={value}>
            <input
              type="radio"
              name="confidence"
              checked={chosen === value}
              onChange={() => {
                onChoose(value);
              }}
            />
            <span>{t(word)}</span>
            <kbd aria-hidden="true">{key}</kbd>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
