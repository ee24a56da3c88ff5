import type { QuestionId } from '../../base/ids';
import { formatFinding } from '../../questions/lint/finding';
import type { Finding } from '../../questions/lint/finding';
import type { ChangeKind } from '../../questions/revision';

export type ReportedKind = ChangeKind | 'missing' | 'draft';

/** A change that learners may notice, and how many have a card of the question. */
export type Affected = {
  readonly questionId: QuestionId;
  readonly rev: number;
  readonly kind: 'meaning' | 'deprecated' | 'withdrawn';
  readonly learners: number;
  readonly note: string | null;
};

export type PackReport = {
  readonly pack: string;
  /** False when pack.json or syllabus.json is broken: nothing of the pack was taken. */
  readonly readable: boolean;
  readonly read: number;
  readonly taken: number;
  /** Files with errors, and changes that were refused: an earlier revision stays in service if there is one. */
  readonly kept: number;
  readonly counts: Readonly<Record<ReportedKind, number>>;
  readonly affected: readonly Affected[];
  /** Questions that were, or in a dry run would be, written. */
  readonly written: readonly QuestionId[];
  /** Questions of the pack that are not deprecated. */
  readonly available: readonly QuestionId[];
  readonly findings: readonly Finding[];
};

export type ImportReport = { readonly packs: readonly PackReport[]; readonly applied: boolean };

const kinds: readonly ReportedKind[] = [
  'added',
  'moved',
  'metadata',
  'translation',
  'wording',
  'meaning',
  'deprecated',
  'withdrawn',
  'restored',
  'draft',
  'missing',
  'unchanged',
];

export function noCounts(): Record<ReportedKind, number> {
  return Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<ReportedKind, number>;
}

/** The report as lines for a log or a terminal. */
export function formatImportReport(report: ImportReport): string {
  const lines = report.packs.flatMap((pack) => [
    summary(pack),
    ...countLines(pack),
    ...pack.findings.map(formatFinding),
  ]);
  const closing = report.applied ? [] : ['Dry run: nothing was written.'];
  return [...lines, ...closing].join('\n');
}

export function hasErrors(report: ImportReport): boolean {
  return report.packs.some((pack) => pack.findings.some((finding) => finding.level === 'error'));
}

function summary({ pack, readable, read, taken, kept }: PackReport): string {
  if (!readable) return `${pack}  not read: pack.json or syllabus.json has errors; the earlier content stays`;
  const keeping = kept === 0 ? '' : `, ${kept} kept as they were because of errors`;
  return `${pack}  ${read} read, ${taken} taken${keeping}`;
}

function countLines({ counts, affected }: PackReport): readonly string[] {
  return kinds
    .filter((kind) => counts[kind] > 0)
    .flatMap((kind) => [
      `  ${kind.padEnd(11)} ${String(counts[kind]).padStart(5)}`,
      ...affected.filter((one) => one.kind === kind).map(affectedLine),
    ]);
}

function affectedLine({ questionId, rev, kind, learners, note }: Affected): string {
  const who = learners === 1 ? '1 learner' : `${learners} learners`;
  const sees = learners === 1 ? 'sees it once more' : 'see it once more';
  const has = learners === 1 ? 'has history; it is kept' : 'have history; it is kept';
  return `    ${questionId} rev ${rev}: ${who} ${kind === 'meaning' ? sees : has}${note === null ? '' : `   "${note}"`}`;
}
