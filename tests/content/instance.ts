import type { QuestionId, UserId } from '@/lib/base/ids';
import type { Instant, TimeZone } from '@/lib/base/time';
import { foldCard } from '@/lib/reviews/fold';
import { defaultSchedulerConfig } from '@/lib/scheduler/types';
import { importQuestions } from '@/lib/server/content/import-questions';
import type { PackReport } from '@/lib/server/content/import-report';
import type { Stores } from '@/lib/server/store/stores';
import { answered } from '@/tests/factories/events';
import { aLearner, userId } from '@/tests/factories/stored';
import type { Edits } from '@/tests/questions/edited';
import { samples } from '@/tests/questions/samples';
import { memoryStores } from '@/tests/stores/memory';
import { QuestionFolder } from './question-folder';

export const choice = samples.choice.id as string as QuestionId;
export const recall = samples.recall.id as string as QuestionId;

/** Stores, in memory unless given, and a folder of questions: what an import works between. */
export class Instance {
  readonly folder = new QuestionFolder();
  now = Date.UTC(2026, 10, 21, 12) as Instant;

  constructor(readonly stores: Stores = memoryStores()) {}

  async import(apply = true): Promise<PackReport> {
    const report = await importQuestions({
      stores: this.stores,
      questionsDir: this.folder.dir,
      now: () => this.now,
      apply,
    });
    const [pack] = report.packs;
    if (pack === undefined) throw new Error('There is no pack');
    return pack;
  }

  /** A learner who answered a question on 2 March. */
  async learnerOf(n: number, questionId: QuestionId): Promise<UserId> {
    const id = userId(n);
    await this.stores.learners.create(aLearner(n));
    await this.stores.learners.saveTimeZone(id, 'Asia/Shanghai' as TimeZone);
    const event = answered(4, { user: id, question: questionId, n: n * 100 });
    const state = foldCard([event], defaultSchedulerConfig);
    await this.stores.reviews.commit(id, [event], [{ questionId, basedOn: 0, state }]);
    return id;
  }
}

/** The counts that are not zero. */
export function counts(report: PackReport): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(report.counts).filter(([, count]) => count > 0));
}

/** A change of `choice` after which another option is right. */
export const meaning: Edits = {
  rev: 2,
  change: 'meaning',
  changeNote: 'New in 3.14',
  'options.0.correct': false,
  'options.1.correct': true,
  'text.zh-CN.ofRev': 2,
  'provenance.reviewedBy.0.rev': 2,
};
