import { getTranslations } from 'next-intl/server';
import { Legend } from '@/app/_components/legend';
import type { TraceSlice } from '@/app/_components/slices';
import { Trace } from '@/app/_components/trace';
import type { TodayView } from '@/lib/server/use-cases/view-models';

/** Today as a timeline, before it has begun: what has been seen is filled, what is new is outlined. */
export async function Schedule({ items }: { readonly items: TodayView['items'] }) {
  const [t, tr] = await Promise.all([getTranslations('today'), getTranslations('trace')]);
  const slices = items.map((item): TraceSlice & { readonly word: string } => ({
    topic: item.topicTitle,
    seconds: item.expectedSeconds,
    look: item.kind === 'new' ? 'new' : 'seen',
    word: tr('sliceBefore', {
      topic: item.topicTitle,
      minutes: Math.max(1, Math.round(item.expectedSeconds / 60)),
      kind: item.kind,
    }),
  }));
  const seconds = slices.reduce((sum, slice) => sum + slice.seconds, 0);
  const topics = [...new Set(slices.map((slice) => slice.topic))];
  return (
    <section className="sheet section" aria-labelledby="schedule">
      <div className="split trace-head">
        <h2 className="h2" id="schedule">
          {t('schedule')}
        </h2>
        <Legend
          entries={[
            { look: 'seen', word: tr('seen') },
            { look: 'new', word: tr('new') },
          ]}
        />
      </div>
      <Trace
        slices={slices}
        label={tr('before', {
          questions: slices.length,
          minutes: Math.max(1, Math.round(seconds / 60)),
          topics: topics.join(tr('listComma')),
          fresh: slices.filter((slice) => slice.look === 'new').length,
        })}
        words={slices.map((slice) => slice.word)}
        otherTopics={tr('other')}
        lastMinute={(minutes) => tr('minutes', { minutes })}
      />
      {topics.length > 1 ? <p className="quiet trace-foot">{t('mixed')}</p> : null}
    </section>
  );
}
