import type { QuestionId } from '../base/ids';
import type { Instant } from '../base/time';
import type { RenderedQuestion } from '../questions/rendered';
import type { Locale } from '../reviews/events';
import type { QuestionRevision, Stores } from './store/stores';

/** Words and programs as sanitised HTML, from what was stored by content hash or made now. */
export type RenderQuestions = (
  revisions: readonly QuestionRevision[],
  locale: Locale,
) => Promise<ReadonlyMap<QuestionId, RenderedQuestion>>;

/** What every use case may ask of the world. Tests pass memory stores and a fixed clock. */
export type Deps = {
  readonly stores: Stores;
  readonly now: () => Instant;
  readonly renderQuestions: RenderQuestions;
};

const key = Symbol.for('timeslice.deps');
const shared = globalThis as typeof globalThis & { [key]?: () => Promise<Deps> };

/** The dependencies of this process. Next bundles every route apart, hence the registered symbol. */
export async function getDeps(): Promise<Deps> {
  const make = shared[key];
  if (make === undefined) throw new Error('No stores are wired.');
  return make();
}

export function installDeps(make: () => Promise<Deps>): void {
  shared[key] = make;
}
