import type { Problem } from './finding';
import type { Rule } from './subject';

/** In every language each gap can be filled, and what a number gap accepts is a number. */
export const clozeAnswers: Rule = ({ question, texts }) => {
  if (question.type !== 'cloze') return [];
  const problems: Problem[] = [];
  question.gaps.forEach((gap, index) => {
    const { key, kind } = gap;
    const number = (value: string, pointer: Problem['pointer']): void => {
      if (kind !== 'number' || isNumber(value)) return;
      problems.push({ message: 'cloze/not-a-number', pointer, params: { key, value } });
    };
    gap.accept?.forEach((value, at) => {
      number(value, ['gaps', index, 'accept', at]);
    });
    for (const [locale, text] of texts) {
      const own = text.gaps?.[key]?.accept;
      own?.forEach((value, at) => {
        number(value, ['text', locale, 'gaps', key, 'accept', at]);
      });
      if (gap.accept === undefined && own === undefined) {
        problems.push({ message: 'cloze/no-answer', pointer: ['text', locale, 'gaps'], params: { key, locale } });
      }
    }
  });
  return problems;
};

function isNumber(value: string): boolean {
  return /^[-+]?\d+(\.\d+)?$/.test(value.normalize('NFKC').trim());
}
