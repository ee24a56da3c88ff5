import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import type { UserId } from '@/lib/base/ids';
import type { Result } from '@/lib/base/result';
import type { TimeZone } from '@/lib/base/time';
import type { Actor } from '@/lib/policy/actor';
import type { Locale } from '@/lib/reviews/events';
import { getActor } from '@/lib/server/auth/get-actor';
import { getDeps, type Deps } from '@/lib/server/deps';
import { getSettings } from '@/lib/server/env';
import { deviceZone } from '@/lib/server/http/device-zone';
import { interfaceLocale } from '@/lib/server/http/interface-locale';
import type { Problem } from '@/lib/server/http/problem';
import { LocalDoor } from './local-door';

/** What every page of a learner hands to its use case. */
export type Visit = {
  readonly deps: Deps;
  readonly actor: Extract<Actor, { kind: 'learner' }>;
  readonly userId: UserId;
  readonly interfaceLocale: Locale;
  readonly timeZone: TimeZone | null;
};

/**
 * The page of whoever is let in; anybody else sees only how to get in. Comfort, not a guard: each use case asks for itself.
 */
export async function forVisitor(page: (visit: Visit) => Promise<ReactNode>): Promise<ReactNode> {
  const actor = await getActor();
  if (actor.kind !== 'learner') return <ClosedDoor />;
  const [deps, locale, timeZone] = await Promise.all([getDeps(), interfaceLocale(), deviceZone()]);
  return page({ deps, actor, userId: actor.userId, interfaceLocale: locale, timeZone });
}

async function ClosedDoor() {
  const settings = getSettings();
  if (settings.mode === 'team') redirect('/sign-in');
  const { door } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ door }}>
      <LocalDoor example={`http://127.0.0.1:${settings.port}/#key=…`} />
    </NextIntlClientProvider>
  );
}

/** A page has nothing to say to a refusal but that it failed; the reference of the error page leads to the log. */
export function granted<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(`Refused: ${result.error.code}`);
  return result.value;
}
