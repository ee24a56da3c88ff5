import { z } from 'zod';
import type { QuestionId, TopicId } from '../../base/ids';
import type { Locale } from '../../reviews/events';
import { questionSchema, type Question } from '../../questions/schema';
import type { Question as QuestionRow, QuestionRevision as RevisionRow } from '../db/generated/sqlite/client';
import type { QuestionHead, QuestionRevision, QuestionWrite, StoredQuestion, TopicRecord } from './stores';

export function toQuestionRow({ head, revision, fileHash, meaningRev, position }: QuestionWrite): QuestionRow {
  return {
    id: head.id,
    pack: head.pack,
    topic: head.topic,
    slug: head.slug,
    type: head.type,
    level: head.level,
    status: head.status,
    rev: head.rev,
    meaningRev,
    timeSeconds: head.timeSeconds,
    position,
    fileHash,
    contentHash: revision.contentHash,
    linksJson: JSON.stringify({
      requires: head.requires,
      contrastsWith: head.contrastsWith,
      followUps: head.followUps,
    }),
    titlesJson: JSON.stringify(head.titles),
  };
}

const ids = z.array(z.string().transform((id) => id as QuestionId));
const links = z.object({ requires: ids, contrastsWith: ids, followUps: ids });
const titles = z.partialRecord(z.enum(['en', 'zh-CN']), z.string());
const columns = z.object({
  type: z.enum(questionSchema.options.map((option) => option.shape.type.value)),
  status: z.enum(['review', 'active', 'deprecated']),
});

function fromTitlesJson(json: string): Readonly<Partial<Record<Locale, string>>> {
  return titles.parse(JSON.parse(json));
}

/** @throws ZodError when the row is not one that toQuestionRow could have written */
export function toHead(row: QuestionRow): QuestionHead {
  return {
    id: row.id as QuestionId,
    pack: row.pack,
    topic: row.topic as TopicId,
    slug: row.slug,
    level: row.level,
    rev: row.rev,
    timeSeconds: row.timeSeconds,
    ...columns.parse(row),
    ...links.parse(JSON.parse(row.linksJson)),
    titles: fromTitlesJson(row.titlesJson),
  };
}

export function toStoredQuestion(row: QuestionRow): StoredQuestion {
  return { head: toHead(row), fileHash: row.fileHash, contentHash: row.contentHash, meaningRev: row.meaningRev };
}

export function toTopic(row: { pack: string; id: string; position: number; titlesJson: string }): TopicRecord {
  return { pack: row.pack, id: row.id as TopicId, order: row.position, titles: fromTitlesJson(row.titlesJson) };
}

export function toRevisionRow({ questionId, rev, question, programs, contentHash }: QuestionRevision): RevisionRow {
  return {
    questionId,
    rev,
    questionJson: JSON.stringify(question),
    programsJson: JSON.stringify(programs),
    contentHash,
  };
}

const programs = z.record(z.string(), z.string());

/** Reads revisions; checking one costs half a millisecond, so the last ones are kept by their text. Treat them as frozen. */
export function revisionReader(keep = 1_000): (row: RevisionRow) => QuestionRevision {
  const known = new Map<string, Question>();
  const read = (json: string): Question => {
    const question = known.get(json) ?? questionSchema.parse(JSON.parse(json));
    known.delete(json);
    known.set(json, question);
    const [oldest] = known.keys();
    if (known.size > keep && oldest !== undefined) known.delete(oldest);
    return question;
  };
  return (row) => ({
    questionId: row.questionId as QuestionId,
    rev: row.rev,
    question: read(row.questionJson),
    programs: programs.parse(JSON.parse(row.programsJson)),
    contentHash: row.contentHash,
  });
}
