'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useKeys } from '@/lib/browser/use-keys';

/** Enter on Today starts, wherever the focus is, and the review is read ahead, so that it is there at once. */
export function StartKeys() {
  const router = useRouter();
  useEffect(() => {
    router.prefetch('/review');
  }, [router]);
  useKeys({ screen: 'today', optionLetters: [], revealedAt: null }, (action) => {
    if (action.type !== 'start') return false;
    router.push('/review');
    return true;
  });
  return null;
}
