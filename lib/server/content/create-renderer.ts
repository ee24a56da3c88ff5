import type { RenderedQuestion } from '../../questions/rendered';
import type { Locale } from '../../reviews/events';
import type { RenderQuestions } from '../deps';
import type { ContentStore, QuestionRevision } from '../store/stores';
import { renderKey, renderQuestion } from './render-question';

/** So many rendered questions stay in memory; the rest is read back from the store. */
const MOST_KEPT = 1_000;

/** Renders on demand what nobody rendered yet, and remembers it by its hash, in memory and in the store. */
export function createRenderer(content: ContentStore): RenderQuestions {
  const kept = new Map<string, RenderedQuestion>();
  return async (revisions, locale) => {
    // Two questions may have the same words, and so the same key.
    const keyed = revisions.map((revision) => ({ revision, key: renderKey(revision, locale) }));
    const byKey = new Map(keyed.map(({ revision, key }) => [key, revision]));
    const missing = [...byKey.keys()].filter((key) => !kept.has(key));
    const stored = missing.length === 0 ? new Map<string, RenderedQuestion>() : await content.loadRendered(missing);
    const made = await renderMissing(byKey, stored, missing, locale);
    if (made.size > 0) await content.saveRendered(made);
    const found = new Map(
      keyed.flatMap(({ revision, key }) => {
        const rendered = kept.get(key) ?? stored.get(key) ?? made.get(key);
        return rendered === undefined ? [] : [[revision.questionId, rendered] as const];
      }),
    );
    for (const [key, rendered] of [...stored, ...made]) keep(kept, key, rendered);
    return found;
  };
}

async function renderMissing(
  keys: ReadonlyMap<string, QuestionRevision>,
  stored: ReadonlyMap<string, RenderedQuestion>,
  missing: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, RenderedQuestion>> {
  const made = new Map<string, RenderedQuestion>();
  for (const key of missing) {
    const revision = keys.get(key);
    if (stored.has(key) || revision === undefined) continue;
    made.set(key, await renderQuestion(revision, locale));
    await letOthersRun();
  }
  return made;
}

/** A card takes some 10 ms: requests are answered in between. */
function letOthersRun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function keep(kept: Map<string, RenderedQuestion>, key: string, rendered: RenderedQuestion): void {
  kept.delete(key);
  kept.set(key, rendered);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
}
