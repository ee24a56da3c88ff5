'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { KeyAction } from '@/lib/browser/keyboard';
import { optionOrder, pickOption } from '@/lib/browser/options';
import { gradeName } from '@/lib/browser/review-session';
import { useKeys } from '@/lib/browser/use-keys';
import type { ReviewControl } from '@/lib/browser/use-review-session';

/** A seventh and an eighth option have no letter. */
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The keys of a review. Grade keys count only a little after the reveal, so its moment is noted here. */
export function useReviewKeys(control: ReviewControl, seed: number): void {
  const router = useRouter();
  const revealedAt = useRef<number | null>(null);
  const { session, item, graded, respond } = control;
  const { phase, response } = session.attempt;
  const shown = phase !== 'asking';
  useEffect(() => {
    revealedAt.current = shown ? performance.now() : null;
  }, [shown, session.position]);
  const question = item?.question;
  const options = question !== undefined && 'options' in question ? question.options : undefined;
  const shownOptions = options === undefined ? null : optionOrder(options, seed);
  const letters =
    shownOptions === null ? [] : shownOptions.isTrueFalse ? ['t', 'f'] : LETTERS.slice(0, shownOptions.order.length);

  const act = (action: KeyAction): boolean => {
    switch (action.type) {
      case 'show':
        control.reveal();
        return true;
      case 'accept': {
        const proposed = graded?.proposedQuality ?? null;
        if (proposed === null) return false;
        control.grade(gradeName(proposed));
        return true;
      }
      case 'grade':
        control.grade(action.button);
        return true;
      case 'next':
        control.next();
        return true;
      case 'undo':
        control.undo();
        return true;
      case 'hint':
        control.openHint();
        return true;
      case 'feel':
        control.feel(action.confidence);
        return true;
      case 'pick': {
        const option = shownOptions?.order[action.index];
        if (option === undefined || question === undefined) return false;
        const select = ('select' in question ? question.select : undefined) ?? 'one';
        respond(pickOption(response, option.key, select));
        return true;
      }
      case 'leave-field':
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        return true;
      case 'leave': {
        const popover = document.querySelector<HTMLDetailsElement>('.meta details[open]');
        if (popover === null) router.push('/today');
        else popover.open = false;
        return true;
      }
      case 'go':
        if (action.to !== 'today' && action.to !== 'library') return false;
        router.push(action.to === 'today' ? '/today' : '/library');
        return true;
      case 'search':
        router.push('/library');
        return true;
      case 'start':
      case 'note':
      case 'report':
      case 'edit':
      case 'field-enter':
      case 'commands':
      case 'shortcuts':
      case 'go-first':
        return false;
    }
  };
  useKeys(
    {
      screen: item === null ? 'end' : phase,
      optionLetters: letters,
      get revealedAt() {
        return revealedAt.current;
      },
    },
    act,
  );
}
