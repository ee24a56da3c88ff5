import { canonicalJson } from '../base/canonical-json';
import { partsOf } from './question-parts';
import type { Question } from './schema';

/** What decides whether an answer is right; a change of any of it is a change of meaning (question-format.md §7). */
export function changedGradedParts(before: Question, after: Question): readonly string[] {
  const [earlier, later] = [gradedParts(before), gradedParts(after)];
  return Object.keys(later).filter((name) => canonicalJson(earlier[name]) !== canonicalJson(later[name]));
}

function gradedParts(question: Question): Readonly<Record<string, unknown>> {
  const parts = partsOf(question);
  const text = question.text[question.sourceLocale];
  return {
    'correct options': parts.options
      .filter((option) => option.correct)
      .map(key)
      .sort(),
    'must points': parts.keyPoints
      .filter((point) => point.must === true)
      .map(key)
      .sort(),
    'accepted answers': parts.gaps.map((gap) => ({
      key: gap.key,
      kind: gap.kind,
      accept: [...(gap.accept ?? []), ...(gapTexts(text)?.[gap.key]?.accept ?? [])].sort(),
    })),
    'accepted orders': parts.orders.map((order) => order.sequence.join(' ')).sort(),
    pairs: question.type === 'match' ? question.pairs.map((pair) => `${pair.left} ${pair.right}`).sort() : [],
    expectations: parts.code.filter((block) => block.run !== undefined).map((block) => [block.key, block.run?.expect]),
  };
}

function key(entry: { readonly key: string }): string {
  return entry.key;
}

function gapTexts(
  text: Question['text'][Question['sourceLocale']],
): Readonly<Record<string, { readonly accept?: readonly string[] }>> | undefined {
  return text !== undefined && 'gaps' in text ? text.gaps : undefined;
}
