import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { randomInt } from 'node:crypto';
import { TopBar } from '@/app/_components/shell';
import { forVisitor, granted } from '@/app/_components/visitor';
import { showSession } from '@/lib/server/use-cases/show-session';
import { ReviewRoom } from './_components/review-room';
import { placeFirst, withinMinutes } from './_components/session-items';

export async function generateMetadata(): Promise<Metadata> {
  const [t, shell] = await Promise.all([getTranslations('review'), getTranslations('shell')]);
  return { title: shell('titleOf', { page: t('title') }) };
}

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

const MOST_QUESTIONS = 100;

/** The session: its questions come whole with the page, so the first one is in the HTML and no answer waits for the network. */
export default async function ReviewPage({ searchParams }: Props) {
  const { minutes, extra } = await searchParams;
  const short = minutes === '10';
  const extraQuestions = typeof extra === 'string' && /^[1-9]\d?$/.test(extra) ? Number(extra) : 0;
  return forVisitor(async ({ deps, actor, userId, interfaceLocale, timeZone }) => {
    const view = granted(
      await showSession(deps, actor, { limit: MOST_QUESTIONS, extra: extraQuestions, interfaceLocale, timeZone }),
    );
    const offered = short ? withinMinutes(view.items, 10) : view.items;
    if (offered.length === 0) redirect('/today');
    const [messages, jar] = await Promise.all([getMessages(), cookies()]);
    const { review, end, grade, type, mark, trace, sync } = messages;
    const wish = short ? 'minutes=10' : extraQuestions > 0 ? `extra=${extraQuestions}` : 'today';
    return (
      <NextIntlClientProvider messages={{ review, end, grade, type, mark, trace, sync }}>
        <ReviewRoom
          opening={{
            userId,
            today: view.today,
            epoch: view.epoch,
            locale: interfaceLocale,
            wish,
            seed: randomInt(2 ** 32 - 1),
            items: placeFirst(offered, jar.get('timeslice-at')?.value ?? null),
            timeZone: view.timeZone === 'device' ? null : view.timeZone,
          }}
          tomorrow={view.tomorrow}
          short={short && offered.length < view.items.length}
          top={<TopBar current="today" />}
        />
      </NextIntlClientProvider>
    );
  });
}
