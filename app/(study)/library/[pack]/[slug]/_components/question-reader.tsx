'use client';

import { useLocale } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Ask } from '@/app/_components/question/ask';
import { MetaLine } from '@/app/_components/question/meta-line';
import { Reveal } from '@/app/_components/question/reveal';
import { StateChips } from '@/app/_components/question/state-chips';
import { TextLanguage, Words } from '@/app/_components/question/words';
import { freshAttempt } from '@/lib/browser/review-session';
import type { QuestionView } from '@/lib/server/use-cases/view-models';

type Props = {
  readonly item: QuestionView['item'];
  readonly words: { readonly show: string; readonly hide: string };
};

/** The question as in a review, to read: nothing that is chosen here is graded or kept. */
export function QuestionReader({ item, words }: Props) {
  const locale = useLocale();
  const [attempt, setAttempt] = useState(freshAttempt);
  const firstLine = useRef<HTMLDivElement>(null);
  const shown = attempt.phase === 'revealed';
  useEffect(() => {
    if (shown) firstLine.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <TextLanguage value={item.rendered.locale === locale ? undefined : item.rendered.locale}>
      <MetaLine item={item} />
      <StateChips item={item} changed={false} />
      <h1 className="prompt sm">
        <Words as="div" html={item.rendered.prompt} />
      </h1>
      <Ask
        item={item}
        attempt={attempt}
        seed={0}
        aids={null}
        onRespond={(response) => {
          setAttempt({ ...attempt, response });
        }}
      />
      <p className="actions">
        <button
          className="btn"
          type="button"
          aria-expanded={shown}
          onClick={() => {
            setAttempt({ ...attempt, phase: shown ? 'asking' : 'revealed' });
          }}
        >
          {shown ? words.hide : words.show}
        </button>
      </p>
      {shown ? <Reveal item={item} attempt={attempt} firstLine={firstLine} onRespond={null} /> : null}
    </TextLanguage>
  );
}
