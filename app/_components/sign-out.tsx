'use client';

import { useState } from 'react';
import { postToAuth } from '@/lib/browser/post-to-auth';

/** Ends this browser's session. Answers that were not sent yet stay on the device for the same person (security.md §5). */
export function SignOut({ label, trouble }: { readonly label: string; readonly trouble: string }) {
  const [hasFailed, setHasFailed] = useState(false);

  async function signOut(): Promise<void> {
    setHasFailed(false);
    const answer = await postToAuth('signout', { callbackUrl: '/sign-in' });
    if (answer.kind === 'go') window.location.assign('/sign-in');
    else setHasFailed(true);
  }

  return (
    <>
      <button type="button" className="btn plain" onClick={() => void signOut()}>
        {label}
      </button>
      {hasFailed ? (
        <span className="error" role="status">
          {trouble}
        </span>
      ) : null}
    </>
  );
}
