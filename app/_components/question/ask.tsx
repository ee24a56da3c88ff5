'use client';

import type { ShownQuestion } from './shown-question';
import type { Attempt } from '@/lib/browser/review-session';
import type { LearnerResponse } from '@/lib/grading/types';
import { InTheHead } from './in-the-head';
import { LinePicker } from './line-picker';
import { NotesBox } from './notes-box';
import { OptionList } from './option-list';
import { Programs } from './programs';
import { TypedOutput } from './typed-output';

type Props = {
  readonly item: ShownQuestion;
  readonly attempt: Attempt;
  readonly seed: number;
  readonly onRespond: (response: LearnerResponse) => void;
  /** Notes and hints; null where there is nobody to answer. */
  readonly aids: { readonly onNotes: (notes: string) => void; readonly onHint: () => void } | null;
};

/**
 * What stands under the prompt: programs and the place for the answer. It stays where it is at the reveal, so that nothing
 * which is being read moves; options then say what was right.
 */
export function Ask({ item, attempt, seed, onRespond, aids }: Props) {
  const { question } = item;
  const asking = attempt.phase === 'asking';
  const options = 'options' in question ? question.options : undefined;
  const talks = question.type === 'recall' || question.type === 'spot-bug' || question.type === 'scenario';
  return (
    <>
      {question.type === 'spot-bug' ? (
        <LinePicker item={item} question={question} attempt={attempt} onRespond={onRespond} />
      ) : (
        <Programs item={item} show="prompt" />
      )}
      {options === undefined ? null : (
        <OptionList
          item={item}
          options={options}
          select={('select' in question ? question.select : undefined) ?? 'one'}
          attempt={attempt}
          seed={seed}
          onRespond={onRespond}
        />
      )}
      {question.type === 'predict' && options === undefined ? (
        <TypedOutput question={question} attempt={attempt} onRespond={onRespond} />
      ) : null}
      {question.type === 'cloze' || question.type === 'order' || question.type === 'match' ? (
        <InTheHead item={item} question={question} asking={asking} seed={seed} />
      ) : null}
      {asking && aids !== null ? (
        <NotesBox
          key={seed}
          item={item}
          attempt={attempt}
          writes={talks}
          long={question.type === 'scenario'}
          onNotes={aids.onNotes}
          onHint={aids.onHint}
        />
      ) : null}
    </>
  );
}
