import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { getActor } from '@/lib/server/auth/get-actor';
import { SignOut } from './sign-out';

/** Who is signed in can sign out; local mode has nobody to sign out. */
export async function Account() {
  const actor = await getActor();
  if (actor.kind !== 'learner' || actor.mode === 'local') return null;
  const { signIn } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ signIn }}>
      <SignOut userId={actor.userId} />
    </NextIntlClientProvider>
  );
}
