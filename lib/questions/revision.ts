import { canonicalJson } from '../base/canonical-json';
import { changedGradedParts } from './graded-parts';
import type { Problem } from './lint/finding';
import { lastMeaningRev } from './question-parts';
import type { Question } from './schema';

/** What an import does to one question (question-format.md §8). `missing` and `draft` are files that are not read in. */
export type ChangeKind =
  | 'added'
  | 'unchanged'
  | 'moved'
  | 'metadata'
  | 'translation'
  | 'wording'
  | 'meaning'
  | 'deprecated'
  | 'withdrawn'
  | 'restored';

/** What is kept of the question as it was last imported. */
export type Earlier = {
  readonly pack: string;
  readonly topic: string;
  readonly slug: string;
  readonly type: Question['type'];
  readonly status: Question['status'];
  readonly rev: number;
  readonly meaningRev: number;
  readonly contentHash: string;
};

/** The question as its file says now. */
export type Incoming = {
  readonly pack: string;
  readonly topic: string;
  readonly slug: string;
  readonly question: Question;
  readonly contentHash: string;
};

export type Classified =
  | {
      readonly ok: true;
      /** At least one. A question can be moved, reworded and restored at once. */
      readonly kinds: readonly ChangeKind[];
      /** The last revision that changed the meaning, as far as this instance knows. */
      readonly meaningRev: number;
    }
  | { readonly ok: false; readonly problem: Problem };

/**
 * What changed between two imports of a question.
 * @param previous the stored document, null if there is none
 */
export function classifyChange(earlier: Earlier | null, incoming: Incoming, previous: Question | null): Classified {
  const { question } = incoming;
  if (earlier === null) return { ok: true, kinds: ['added'], meaningRev: lastMeaningRev(question) };

  const problem = refusal(earlier, incoming) ?? hiddenMeaning(earlier, question, previous);
  if (problem !== null) return { ok: false, problem };

  const kinds: ChangeKind[] = [];
  if (earlier.topic !== incoming.topic || earlier.slug !== incoming.slug) kinds.push('moved');
  const meaning = changesMeaning(earlier, question);
  if (question.rev > earlier.rev) kinds.push(meaning ? 'meaning' : 'wording');
  kinds.push(...statusChange(earlier.status, question.status));
  if (question.rev === earlier.rev && previous !== null) kinds.push(...quietChange(previous, question));
  const known = Math.max(earlier.meaningRev, question.meaningRev ?? 1);
  const meaningRev = meaning ? Math.max(statedMeaningRev(question) ?? question.rev, known) : known;
  return { ok: true, kinds: kinds.length === 0 ? ['unchanged'] : kinds, meaningRev };
}

/** Whether learners who know the earlier revision are asked once more. */
function changesMeaning(earlier: Earlier, question: Question): boolean {
  if (question.rev <= earlier.rev) return false;
  if (question.change === 'meaning') return true;
  if (question.meaningRev !== undefined) return earlier.rev < question.meaningRev;
  return question.rev > earlier.rev + 1;
}

function statedMeaningRev(question: Question): number | undefined {
  return question.change === 'meaning' ? question.rev : question.meaningRev;
}

function refusal(earlier: Earlier, { pack, question, contentHash }: Incoming): Problem | null {
  const { id, rev, type } = question;
  if (pack !== earlier.pack) return { message: 'id/pack', pointer: ['id'], params: { id, pack: earlier.pack } };
  if (type !== earlier.type) return { message: 'type/changed', pointer: ['type'], params: { was: earlier.type } };
  if (rev < earlier.rev) return { message: 'rev/went-back', pointer: ['rev'], params: { was: earlier.rev, rev } };
  if (rev === earlier.rev && contentHash !== earlier.contentHash) {
    return { message: 'rev/not-raised', pointer: ['rev'], params: { rev, next: rev + 1 } };
  }
  return null;
}

/** What counts as right changed, and the file says that only words did. */
function hiddenMeaning(earlier: Earlier, question: Question, previous: Question | null): Problem | null {
  if (previous === null || question.rev <= earlier.rev || changesMeaning(earlier, question)) return null;
  const changed = changedGradedParts(previous, question);
  if (changed.length === 0) return null;
  return { message: 'rev/wording-but', pointer: ['change'], params: { parts: changed.join(', ') } };
}

function statusChange(before: Question['status'], after: Question['status']): readonly ChangeKind[] {
  if (before === after) return [];
  if (after === 'deprecated') return ['deprecated'];
  if (after === 'active') return ['restored'];
  return before === 'active' ? ['withdrawn'] : [];
}

/** A change that needs no revision: words of a translation, or fields that no learner reads. */
function quietChange(before: Question, after: Question): readonly ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (canonicalJson(before.text) !== canonicalJson(after.text)) kinds.push('translation');
  const besides = { text: null, status: null };
  if (canonicalJson({ ...before, ...besides }) !== canonicalJson({ ...after, ...besides })) kinds.push('metadata');
  return kinds;
}
