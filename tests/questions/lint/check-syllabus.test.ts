import { describe, expect, it } from 'vitest';
import { readPack, readSyllabus } from '@/lib/questions/check-question-file';
import { reportProblems } from '@/lib/questions/lint/report-problems';
import { edited } from '../edited';
import type { Edits } from '../edited';
import { samplePack, sampleSyllabus } from '../samples';

function syllabusProblems(change: Edits): readonly string[] {
  const draft = edited(sampleSyllabus, change);
  const { document, value, problems } = readSyllabus(Buffer.from(JSON.stringify(draft)));
  const found = reportProblems('syllabus.json', document, problems, 'en').map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
  expect(value === null).toBe(found.length > 0);
  return found;
}

function packProblems(change: Edits): readonly string[] {
  const draft = edited(samplePack, change);
  const { document, problems } = readPack(Buffer.from(JSON.stringify(draft)));
  return reportProblems('pack.json', document, problems, 'en').map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a syllabus', () => {
  it('with nothing wrong is read', () => {
    expect(syllabusProblems({})).toEqual([]);
  });

  it.each<readonly [string, Edits]>([
    ['syllabus/duplicate: "locks" is given twice.', { 'topics.1.id': 'locks' }],
    ['syllabus/duplicate: "1" is given twice.', { 'topics.1.order': 1 }],
    [
      'syllabus/duplicate: "lock-owner" is given twice.',
      { 'topics.1.objectives': sampleSyllabus.topics[0]?.objectives },
    ],
    ['syllabus/prerequisite: There is no topic "lokcs".', { 'topics.1.prerequisites': ['lokcs'] }],
    [
      'syllabus/order: "locks" stands before its prerequisite "semaphores".',
      { 'topics.0.prerequisites': ['semaphores'] },
    ],
    ['syllabus/order: "locks" stands before its prerequisite "locks".', { 'topics.0.prerequisites': ['locks'] }],
    ['syllabus/claim: commonClaim needs claimStatus.', { 'topics.0.objectives.0.commonClaim': { en: 'It has none.' } }],
    [
      'schema/empty: "sources" has 0 entries, allowed are 1 to any.'.replace('schema/empty', 'schema/length'),
      { 'topics.0.objectives.0.sources': [] },
    ],
    ['schema/unknown-key: Unknown key "name". Own data goes under "x".', { 'topics.0.name': 'Locks' }],
  ])('earns: %s', (expected, change) => {
    expect(syllabusProblems(change)).toContain(expected);
  });
});

describe('a pack.json', () => {
  it('with nothing wrong is read', () => {
    expect(packProblems({})).toEqual([]);
  });

  it.each<readonly [string, Edits]>([
    ['schema/missing: "license" is missing.', { license: undefined }],
    ['schema/enum: "fr" is not allowed for "locales[0]". Allowed: en, zh-CN.', { locales: ['fr'] }],
    ['format/too-new: Format 2 needs a later Timeslice; this one reads format 1.', { format: 2 }],
    [
      'schema/pattern: "1.0" has not the form of "needsTimeslice" (/^>=[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$/).',
      { needsTimeslice: '1.0' },
    ],
  ])('earns: %s', (expected, change) => {
    expect(packProblems(change)).toContain(expected);
  });
});
