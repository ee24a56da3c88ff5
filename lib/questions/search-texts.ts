import type { Locale } from '../reviews/events';
import { textsOf } from './question-parts';
import type { Question } from './schema';

/** What search looks through, a row a language: title, prompt, one line and tags; NFKC, lower case, no emphasis or code marks. */
export function searchTexts(question: Question): Readonly<Partial<Record<Locale, string>>> {
  const tags = (question.tags ?? []).join(' ');
  return Object.fromEntries(
    textsOf(question).map(([locale, { title, prompt, oneLine }]) => {
      const words = [title, prompt, oneLine ?? '', tags].join('\n');
      return [locale, words.normalize('NFKC').toLowerCase().replace(/[`*]/g, '').trim()];
    }),
  );
}
