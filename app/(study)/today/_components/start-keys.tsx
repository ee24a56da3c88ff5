'use client';

import { useRouter } from 'next/navigation';
import { useKeys } from '@/lib/browser/use-keys';

/** Enter on Today starts, wherever the focus is. */
export function StartKeys() {
  const router = useRouter();
  useKeys({ screen: 'today', optionLetters: [], revealedAt: null }, (action) => {
    if (action.type !== 'start') return false;
    router.push('/review');
    return true;
  });
  return null;
}
