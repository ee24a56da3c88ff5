import type { Locale } from '../../reviews/events';
import type { Pack } from '../pack-schema';
import { partsOf, textsOf } from '../question-parts';
import type { QuestionParts } from '../question-parts';
import type { Question } from '../schema';
import type { QuestionText } from '../schema-text';
import type { Problem } from './finding';

/** What the file of a program turned out to be. */
export type ProgramFile =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** What the rules know of the rest of the pack. */
export type PackContext = {
  readonly pack: Pack;
  readonly topics: ReadonlySet<string>;
  readonly objectives: ReadonlySet<string>;
  /** Every id in the pack, also of files with errors: those keep an earlier revision or will be repaired. */
  readonly questionIds: ReadonlySet<string>;
};

/** One question of valid shape, as the rules see it. */
export type Subject = {
  readonly topic: string;
  readonly slug: string;
  readonly question: Question;
  readonly parts: QuestionParts;
  /** The source first. */
  readonly texts: readonly (readonly [Locale, QuestionText])[];
  /** By code key, for blocks that name a file. */
  readonly programs: Readonly<Record<string, ProgramFile>>;
  readonly context: PackContext;
};

export type Rule = (subject: Subject) => readonly Problem[];

export function subjectOf(question: Question, rest: Pick<Subject, 'topic' | 'slug' | 'programs' | 'context'>): Subject {
  return { ...rest, question, parts: partsOf(question), texts: textsOf(question) };
}
