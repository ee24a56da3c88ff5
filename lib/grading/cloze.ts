import type { ClozeQuestion } from '../questions/schema';
import type { LearnerResponse, MachineMark, Mark } from './types';

type Gap = ClozeQuestion['gaps'][number];

/** Right when every gap is accepted. The accepted answers of all locales count, whichever is on screen. */
export function markCloze(question: ClozeQuestion, response: LearnerResponse): Mark {
  const gaps = response.gaps ?? (response.dontKnow === true ? {} : null);
  return {
    kind: 'by-machine',
    machine: gaps === null ? null : markGaps(question, gaps),
    reasons: null,
    twoOptions: false,
  };
}

function markGaps(question: ClozeQuestion, typed: Readonly<Record<string, string>>): MachineMark {
  const texts = new Map(Object.entries(typed));
  const missed = question.gaps
    .filter((gap) => !isAccepted(gap, texts.get(gap.key) ?? '', acceptedAnswers(question, gap)))
    .map((gap) => gap.key);
  return {
    right: missed.length === 0,
    score: (question.gaps.length - missed.length) / question.gaps.length,
    missed,
    empty: question.gaps.every((gap) => (texts.get(gap.key) ?? '').trim() === ''),
  };
}

/** The answers of the question itself first, then those of each locale. */
function acceptedAnswers(question: ClozeQuestion, gap: Gap): readonly string[] {
  const perLocale = Object.values(question.text).flatMap((text) =>
    Object.entries(text.gaps ?? {})
      .filter(([key]) => key === gap.key)
      .flatMap(([, words]) => words.accept ?? []),
  );
  return [...new Set([...(gap.accept ?? []), ...perLocale])];
}

/**
 * Gaps whose text is one edit away from an accepted answer in a word of five letters or more: the application offers one
 * retry for them, which costs nothing. Numbers are never offered: there one digit is the point.
 */
export function typosIn(question: ClozeQuestion, response: LearnerResponse): readonly string[] {
  if (response.retry === true) return [];
  const texts = new Map(Object.entries(response.gaps ?? {}));
  return question.gaps
    .filter((gap) => {
      const accepted = acceptedAnswers(question, gap);
      const text = texts.get(gap.key) ?? '';
      if (gap.kind === 'number' || isAccepted(gap, text, accepted)) return false;
      return accepted.some((answer) => isTypo(fold(text, gap.kind), fold(answer, gap.kind)));
    })
    .map((gap) => gap.key);
}

/** Whether a gap's text is the misread answer that a misconception names. */
export function sameGapText(kind: Gap['kind'], text: string, answer: string): boolean {
  const number = kind === 'number' ? toNumber(answer) : null;
  return number === null ? fold(text, kind) === fold(answer, kind) : toNumber(text) === number;
}

function isAccepted(gap: Gap, text: string, accepted: readonly string[]): boolean {
  return text.trim() !== '' && accepted.some((answer) => sameGapText(gap.kind, text, answer));
}

/** NFKC, trimmed, single spaces and, except in code, without case. */
function fold(text: string, kind: Gap['kind']): string {
  const spaced = text.normalize('NFKC').trim().replace(/\s+/gu, ' ');
  return kind === 'code' ? spaced : spaced.toLowerCase();
}

/** The value of a decimal number such as `5`, `-0.5`, `1e3` or `1,000`; null if it is none. */
function toNumber(text: string): number | null {
  const folded = fold(text, 'number');
  const plain = /^[+-]?\d{1,3}(?:[, _]\d{3})+(?:\.\d+)?$/.test(folded) ? folded.replace(/[, _]/g, '') : folded;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(plain) ? Number(plain) : null;
}

function isTypo(text: string, answer: string): boolean {
  const words = text.split(' ');
  const expected = answer.split(' ');
  if (words.length !== expected.length) return false;
  const differing = expected.flatMap((word, index) =>
    word === words[index] ? [] : [{ word, typed: words[index] ?? '' }],
  );
  const [only] = differing;
  return differing.length === 1 && only !== undefined && letters(only.word) >= 5 && isOneEdit(only.typed, only.word);
}

function letters(word: string): number {
  return word.match(/\p{L}/gu)?.length ?? 0;
}

/** Levenshtein distance of exactly 1, by characters. */
function isOneEdit(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [Array.from(a), Array.from(b)] : [Array.from(b), Array.from(a)];
  if (longer.length - shorter.length > 1) return false;
  const from = shorter.findIndex((character, index) => character !== longer[index]);
  const start = from === -1 ? shorter.length : from;
  const rest = longer.length === shorter.length ? shorter.slice(start + 1) : shorter.slice(start);
  return a !== b && rest.join('') === longer.slice(start + 1).join('');
}
