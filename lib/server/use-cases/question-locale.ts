import type { LearnerSettings } from '../../learner/settings';
import type { Locale } from '../../reviews/events';

/** The language of questions: the learner's choice, or that of the interface they look at. */
export function questionLocaleOf(settings: LearnerSettings, interfaceLocale: Locale | null): Locale {
  if (settings.questionLocale !== 'interface') return settings.questionLocale;
  return interfaceLocale ?? settings.interfaceLocale;
}

/** The title in a language, else in any that there is. */
export function titleIn(
  titles: Readonly<Partial<Record<Locale, string>>>,
  locale: Locale,
): { readonly title: string; readonly locale: Locale } {
  const title = titles[locale];
  if (title !== undefined) return { title, locale };
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  return { title: titles[other] ?? '', locale: other };
}
