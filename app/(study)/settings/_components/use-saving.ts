'use client';

import { useState } from 'react';
import type { LearnerSettingsChanges } from '@/lib/learner/settings';

export type Saving = 'idle' | 'saving' | 'saved' | 'failed';

/** Sends one change at a time to the server and says how that went. */
export function useSaving(): {
  readonly state: Saving;
  readonly save: (changes: LearnerSettingsChanges) => Promise<boolean>;
} {
  const [state, setState] = useState<Saving>('idle');
  const save = async (changes: LearnerSettingsChanges): Promise<boolean> => {
    setState('saving');
    const stored = await send(changes);
    setState(stored ? 'saved' : 'failed');
    return stored;
  };
  return { state, save };
}

async function send(changes: LearnerSettingsChanges): Promise<boolean> {
  try {
    const reply = await fetch('/api/settings', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(changes),
    });
    return reply.ok;
  } catch {
    return false;
  }
}
