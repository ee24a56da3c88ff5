import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json';
import { partsOf } from './question-parts';
import type { Question } from './schema';

/** Source text of each program by code key, LF line ends. */
export type Programs = Readonly<Record<string, string>>;

/**
 * SHA-256 in hex of what a revision binds: the source locale's words, keys, what is graded, `appliesTo`, the programs with their
 * input and expectations, and the programs' bytes (question-format.md §7). Translations, status, level, tags, links, provenance,
 * the names of files and the order of keys are not in it. Stored: what goes in must not change for format 1.
 */
export function contentHash(question: Question, programs: Programs): string {
  return sha256Hex(canonicalJson(revBoundParts(question, programs)));
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function sha256Bytes(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest();
}

function revBoundParts(question: Question, programs: Programs): Readonly<Record<string, unknown>> {
  const { code, ...lists } = partsOf(question);
  return {
    type: question.type,
    sourceLocale: question.sourceLocale,
    appliesTo: question.appliesTo,
    select: 'select' in question ? question.select : undefined,
    ...lists,
    pairs: question.type === 'match' ? question.pairs : undefined,
    bugs: question.type === 'spot-bug' ? question.bugs : undefined,
    code: code.map(({ key, lang, show, source, run }) => ({
      key,
      lang,
      show,
      source: source ?? programs[key],
      stdin: run?.stdin,
      expect: run?.expect,
    })),
    text: sourceText(question),
  };
}

function sourceText(question: Question): unknown {
  const text = question.text[question.sourceLocale];
  return text === undefined ? undefined : { ...text, ofRev: undefined, by: undefined };
}
