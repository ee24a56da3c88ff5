import type { Problem } from './finding';
import type { Rule } from './subject';

/** From review on a question is complete: objectives, one line, why, and a model answer where one is spoken. */
export const completeFromReview: Rule = ({ question, texts }) => {
  if (question.status === 'draft') return [];
  const spoken = question.type === 'recall' || question.type === 'scenario';
  const needed = spoken ? (['oneLine', 'why', 'answer'] as const) : (['oneLine', 'why'] as const);
  const missing = texts.flatMap(([locale, text]) =>
    needed.filter((name) => text[name] === undefined).map((name) => missingAt(['text', locale, name])),
  );
  return question.objectives === undefined ? [missingAt(['objectives']), ...missing] : missing;
};

function missingAt(pointer: readonly string[]): Problem {
  return { message: 'schema/missing', pointer, params: { name: pointer.at(-1) ?? '' } };
}
