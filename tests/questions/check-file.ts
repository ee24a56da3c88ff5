import { readQuestion } from '@/lib/questions/check-question-file';
import { checkQuestion } from '@/lib/questions/lint/check-question';
import type { Finding } from '@/lib/questions/lint/finding';
import { reportProblems } from '@/lib/questions/lint/report-problems';
import { subjectOf } from '@/lib/questions/lint/subject';
import type { PackContext, ProgramFile } from '@/lib/questions/lint/subject';
import { packSchema } from '@/lib/questions/pack-schema';
import type { Locale } from '@/lib/reviews/events';
import { edited } from './edited';
import type { Edits, Json } from './edited';
import { samplePack, samplePrograms, samples, sampleSyllabus } from './samples';
import type { SampleName } from './samples';

const sampleContext: PackContext = {
  pack: packSchema.parse(samplePack),
  topics: new Set(sampleSyllabus.topics.map((topic) => topic.id)),
  objectives: new Set(sampleSyllabus.topics.flatMap((topic) => topic.objectives.map((objective) => objective.id))),
  questionIds: new Set(Object.values(samples).map((sample) => sample.id)),
};

/** A sample as JSON, changed by the test. */
export function mutated(name: SampleName, change: Edits = {}): Json {
  return edited(samples[name], change);
}

export function asFile(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

export type CheckOptions = {
  /** By file name in `code/`. */
  readonly programs?: Readonly<Record<string, ProgramFile>>;
  readonly context?: Partial<PackContext>;
  readonly topic?: string;
  readonly language?: Locale;
};

/** All findings of one changed question, by shape and by rules, as an author would see them. */
export function findingsOf(name: SampleName, change: Edits = {}, options: CheckOptions = {}): readonly Finding[] {
  return findingsIn(name, asFile(mutated(name, change)), options);
}

/** @param slug the name of the file */
export function findingsIn(slug: string, text: string, options: CheckOptions = {}): readonly Finding[] {
  const { document, value, problems } = readQuestion(Buffer.from(text, 'utf8'));
  if (value === null) return reportProblems(`${slug}.json`, document, problems, options.language ?? 'en');
  const programs = (value.code ?? []).flatMap(({ key, file }) =>
    file === undefined ? [] : [[key, programFile(file.replace('code/', ''), options)] as const],
  );
  const subject = subjectOf(value, {
    topic: options.topic ?? 'locks',
    slug,
    programs: Object.fromEntries(programs),
    context: { ...sampleContext, ...options.context },
  });
  return reportProblems(`${slug}.json`, document, [...problems, ...checkQuestion(subject)], options.language ?? 'en');
}

function programFile(name: string, { programs = {} }: CheckOptions): ProgramFile {
  const text = samplePrograms[name];
  return programs[name] ?? (text === undefined ? { kind: 'missing' } : { kind: 'text', text, bytes: text.length });
}

/** Rule and message of each finding, for what is wrong and not where. */
export function messagesOf(name: SampleName, change: Edits = {}, options: CheckOptions = {}): readonly string[] {
  return findingsOf(name, change, options).map((finding) => `${finding.rule}: ${finding.message}`);
}
