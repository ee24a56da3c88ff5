import { bugs } from './bugs';
import { characters } from './characters';
import { clozeAnswers } from './cloze-answers';
import { clozeGaps } from './cloze-gaps';
import { completeFromReview } from './complete-from-review';
import { emptyText } from './empty-text';
import { expectations } from './expectations';
import { keyReferences } from './key-references';
import { links } from './links';
import { locales } from './locales';
import { markdown } from './markdown';
import { matchPairs } from './match-pairs';
import { options } from './options';
import { orderSequences } from './order-sequences';
import { predictGradable } from './predict-gradable';
import { programFiles } from './program-files';
import { promptPrograms } from './prompt-programs';
import { reviewed } from './reviewed';
import { revisionFields } from './revision-fields';
import { syllabusPlace } from './syllabus-place';
import { textKeys } from './text-keys';
import { uniqueKeys } from './unique-keys';
import type { Problem } from './finding';
import type { Rule, Subject } from './subject';

/** The rules that need one question and what is known of its pack. */
const questionRules: readonly Rule[] = [
  revisionFields,
  completeFromReview,
  locales,
  uniqueKeys,
  textKeys,
  emptyText,
  characters,
  markdown,
  options,
  clozeGaps,
  clozeAnswers,
  orderSequences,
  matchPairs,
  promptPrograms,
  predictGradable,
  expectations,
  programFiles,
  bugs,
  keyReferences,
  links,
  syllabusPlace,
  reviewed,
];

export function checkQuestion(subject: Subject): readonly Problem[] {
  return questionRules.flatMap((rule) => rule(subject));
}
