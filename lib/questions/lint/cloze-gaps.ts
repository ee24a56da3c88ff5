import { gapsInPassage } from '../cloze-passage';
import type { Problem } from './finding';
import type { Rule } from './subject';

/** Each passage has every gap exactly once and no other. */
export const clozeGaps: Rule = ({ question, texts }) => {
  if (question.type !== 'cloze') return [];
  const keys = question.gaps.map((gap) => gap.key);
  return texts.flatMap(([locale, text]) => {
    const pointer = ['text', locale, 'cloze'];
    const found = gapsInPassage(text.cloze ?? '');
    const unknown = new Set(found.filter((key) => !keys.includes(key)));
    const missing = keys.filter((key) => !found.includes(key));
    const twice = keys.filter((key) => found.filter((one) => one === key).length > 1);
    return [
      ...missing.map((key): Problem => ({ message: 'cloze/gap-missing', pointer, params: { key, locale } })),
      ...[...unknown].map((key): Problem => ({ message: 'cloze/gap-unknown', pointer, params: { key } })),
      ...twice.map((key): Problem => ({ message: 'cloze/gap-twice', pointer, params: { key, locale } })),
    ];
  });
};
