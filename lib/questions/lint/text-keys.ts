import type { Locale } from '../../reviews/events';
import type { QuestionParts } from '../question-parts';
import type { QuestionText } from '../schema-text';
import type { Problem } from './finding';
import type { Rule } from './subject';

type ListName = keyof QuestionParts;

/** Which keys of each list need words in every language; text of any other key of the list is optional or, if listed, needless. */
type Demand = { readonly needed: readonly string[]; readonly allowed: readonly string[] };

/** The same keys in the data and in every language. */
export const textKeys: Rule = ({ parts, texts }) => {
  const demands = Object.entries(demandsOf(parts)) as [ListName, Demand][];
  return texts.flatMap(([locale, text]) => demands.flatMap(([list, demand]) => compare(list, demand, locale, text)));
};

function demandsOf(parts: QuestionParts): Readonly<Record<ListName, Demand>> {
  const every = (list: readonly { readonly key: string }[]): Demand => {
    const keys = list.map(({ key }) => key);
    return { needed: keys, allowed: keys };
  };
  return {
    keyPoints: every(parts.keyPoints),
    options: every(parts.options),
    items: every(parts.items),
    left: every(parts.left),
    right: every(parts.right),
    redFlags: every(parts.redFlags),
    misconceptions: every(parts.misconceptions),
    // A follow-up with an id is another question and has its words there.
    followUps: every(parts.followUps.filter((followUp) => followUp.id === undefined)),
    // The first order is the one shown; each further one says why it is right too.
    orders: { needed: every(parts.orders.slice(1)).needed, allowed: every(parts.orders).allowed },
    gaps: { needed: [], allowed: every(parts.gaps).allowed },
    code: { needed: [], allowed: every(parts.code).allowed },
  };
}

function compare(list: ListName, demand: Demand, locale: Locale, text: QuestionText): readonly Problem[] {
  const written = Object.keys(text[list] ?? {});
  const without = demand.needed
    .filter((key) => !written.includes(key))
    .map((key): Problem => {
      return { message: 'text/key-without-text', pointer: ['text', locale, list], params: { key, list, locale } };
    });
  const unknown = written
    .filter((key) => !demand.allowed.includes(key))
    .map((key): Problem => {
      return { message: 'text/key-mismatch', pointer: ['text', locale, list, key], at: 'key', params: { key, list } };
    });
  return [...without, ...unknown];
}
