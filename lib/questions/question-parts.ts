import type { Locale } from '../reviews/events';
import type { ChoiceQuestion, ClozeQuestion, OrderQuestion, Question } from './schema';
import { LOCALES } from './schema-parts';
import type { CodeBlock } from './schema-program';
import type { QuestionText } from './schema-text';

type Keyed = { readonly key: string };

/** Every list of a question, empty where its type has none: for what treats all types alike. */
export type QuestionParts = {
  readonly keyPoints: readonly NonNullable<Question['keyPoints']>[number][];
  readonly options: readonly ChoiceQuestion['options'][number][];
  readonly gaps: readonly ClozeQuestion['gaps'][number][];
  readonly items: readonly Keyed[];
  readonly left: readonly Keyed[];
  readonly right: readonly Keyed[];
  readonly orders: readonly OrderQuestion['orders'][number][];
  readonly redFlags: readonly Keyed[];
  readonly misconceptions: readonly NonNullable<Question['misconceptions']>[number][];
  readonly followUps: readonly NonNullable<Question['followUps']>[number][];
  readonly code: readonly CodeBlock[];
};

export function partsOf(question: Question): QuestionParts {
  return {
    keyPoints: question.keyPoints ?? [],
    options: 'options' in question ? (question.options ?? []) : [],
    gaps: question.type === 'cloze' ? question.gaps : [],
    items: question.type === 'order' ? question.items : [],
    left: question.type === 'match' ? question.left : [],
    right: question.type === 'match' ? question.right : [],
    orders: question.type === 'order' ? question.orders : [],
    redFlags: question.redFlags ?? [],
    misconceptions: question.misconceptions ?? [],
    followUps: question.followUps ?? [],
    code: question.code ?? [],
  };
}

/** The texts of a question, the source first. */
export function textsOf(question: Question): readonly (readonly [Locale, QuestionText])[] {
  const locales = [question.sourceLocale, ...LOCALES.filter((locale) => locale !== question.sourceLocale)];
  return locales.flatMap((locale) => {
    const text: QuestionText | undefined = question.text[locale];
    return text === undefined ? [] : [[locale, text] as const];
  });
}

/** The last revision that changed what the right answer is; 1 if none did. */
export function lastMeaningRev(question: Question): number {
  return question.change === 'meaning' ? question.rev : (question.meaningRev ?? 1);
}
