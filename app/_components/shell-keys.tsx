'use client';

import { useRouter } from 'next/navigation';
import { useKeys } from '@/lib/browser/use-keys';

/** The keys of every page with a shell: `/` to the search, G then T or L to a page, Escape out of a field. */
export function ShellKeys() {
  const router = useRouter();
  useKeys({ screen: 'other', optionLetters: [], revealedAt: null }, (action) => {
    if (action.type === 'search') {
      const search = document.querySelector<HTMLInputElement>('input[type=search]');
      if (search === null) router.push('/library');
      else search.select();
      return true;
    }
    if (action.type === 'leave-field') {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return true;
    }
    if (action.type !== 'go' || (action.to !== 'today' && action.to !== 'library')) return false;
    router.push(action.to === 'today' ? '/today' : '/library');
    return true;
  });
  return null;
}
