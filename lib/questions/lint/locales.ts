import { lastMeaningRev } from '../question-parts';
import type { Problem } from './finding';
import type { Rule } from './subject';

/** The source has its text, an active question has all languages of the pack, and each translation says what it follows. */
export const locales: Rule = ({ question, texts, context }) => {
  const problems: Problem[] = [];
  const { sourceLocale, rev, status } = question;
  if (question.text[sourceLocale] === undefined) {
    problems.push({ message: 'text/no-source-locale', pointer: ['text'], params: { locale: sourceLocale } });
  }
  for (const locale of status === 'active' ? context.pack.locales : []) {
    if (question.text[locale] === undefined && locale !== sourceLocale) {
      problems.push({ message: 'text/no-locale', pointer: ['text'], params: { locale } });
    }
  }
  for (const [locale, text] of texts) {
    const { ofRev } = text;
    if (locale === sourceLocale) continue;
    if (ofRev === undefined) problems.push({ message: 'text/no-of-rev', pointer: ['text', locale], at: 'key' });
    else if (ofRev > rev) {
      const params = { name: 'ofRev', value: ofRev, rev };
      problems.push({ message: 'rev/beyond', pointer: ['text', locale, 'ofRev'], params });
    } else if (ofRev < rev) {
      const meaningRev = lastMeaningRev(question);
      const missesMeaning = status === 'active' && ofRev < meaningRev;
      problems.push({
        message: missesMeaning ? 'text/stale:meaning' : 'text/stale',
        pointer: ['text', locale, 'ofRev'],
        params: { locale, ofRev, rev: missesMeaning ? meaningRev : rev },
      });
    }
  }
  return problems;
};
