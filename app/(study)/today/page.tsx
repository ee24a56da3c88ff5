import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Shell } from '@/app/_components/shell';
import { forVisitor, granted } from '@/app/_components/visitor';
import { showToday } from '@/lib/server/use-cases/show-today';
import { DaysAhead } from './_components/days-ahead';
import { Schedule } from './_components/schedule';
import { Statement } from './_components/statement';

export async function generateMetadata(): Promise<Metadata> {
  const [t, shell] = await Promise.all([getTranslations('today'), getTranslations('shell')]);
  return { title: shell('titleOf', { page: t('title') }) };
}

/** One thing to do: start. */
export default function TodayPage() {
  return forVisitor(async ({ deps, actor, userId, ...input }) => {
    const view = granted(await showToday(deps, actor, input));
    return (
      <Shell current="today" userId={userId}>
        <main id="main" className="wrap">
          <Statement view={view} />
          {view.items.length === 0 ? null : <Schedule items={view.items} />}
          {view.seen === 0 ? null : <DaysAhead load={view.load} />}
        </main>
      </Shell>
    );
  });
}
