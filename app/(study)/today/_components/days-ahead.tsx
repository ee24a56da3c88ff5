import { getLocale, getTranslations } from 'next-intl/server';
import { weekdayAndDay, weekdayDate } from '@/app/_words/format-date';
import type { DayLoad } from '@/lib/server/use-cases/view-models';

const HEIGHT = 62;
const TOP = 16;

/** The load of the next days in minutes, with the number on each bar; the same numbers as a table below. */
export async function DaysAhead({ load }: { readonly load: readonly DayLoad[] }) {
  const [t, locale] = await Promise.all([getTranslations('today'), getLocale()]);
  const days = load.map((day) => ({
    ...day,
    minutes: Math.round(day.expectedSeconds / 60),
    name: weekdayAndDay(day.day, locale),
  }));
  const most = Math.max(1, ...days.map((day) => day.minutes));
  const step = 100 / days.length;
  const sentence = days
    .map(({ off, day, minutes }) =>
      off
        ? t('weekDayOff', { day: weekdayDate(day, locale) })
        : t('weekDay', { day: weekdayDate(day, locale), minutes }),
    )
    .join('; ');
  return (
    <section className="section far" aria-labelledby="ahead">
      <h2 className="h2" id="ahead">
        {t('week')}
      </h2>
      <svg className="chart" height={HEIGHT + TOP + 24} role="img" aria-label={t('weekLabel', { days: sentence })}>
        {days.map(({ day, minutes, name, off }, index) => {
          const height = (HEIGHT * minutes) / most;
          const middle = percent(step * index + step / 2);
          return (
            <g key={day}>
              {off ? (
                <rect
                  className="b-off"
                  x={percent(step * index + step * 0.2)}
                  width={percent(step * 0.6)}
                  y={TOP + HEIGHT - 7}
                  height="6"
                  rx="2"
                />
              ) : (
                <rect
                  className={index === 0 ? 'b-review' : 'b-plan'}
                  x={percent(step * index + step * 0.2)}
                  width={percent(step * 0.6)}
                  y={TOP + HEIGHT - height}
                  height={height}
                  rx="2.5"
                />
              )}
              <text x={middle} y={off ? TOP + HEIGHT - 12 : TOP + HEIGHT - height - 5} textAnchor="middle">
                {off ? t('off') : minutes}
              </text>
              <text className={index === 0 ? 'strong' : undefined} x={middle} y={TOP + HEIGHT + 18} textAnchor="middle">
                {name}
              </text>
            </g>
          );
        })}
        <line className="base" x1="0" x2="100%" y1={TOP + HEIGHT + 0.5} y2={TOP + HEIGHT + 0.5} />
      </svg>
      <details className="after">
        <summary className="quiet">{t('weekTable')}</summary>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('columnDay')}</th>
              <th scope="col">{t('columnQuestions')}</th>
              <th scope="col">{t('columnMinutes')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, questions, minutes, off }) => (
              <tr key={day}>
                <th scope="row">{weekdayDate(day, locale)}</th>
                <td>{questions}</td>
                <td>{off ? t('off') : minutes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}
