import type { QuestionId } from '../../base/ids';
import type { Deps } from '../deps';

const AT_ONCE = 10;

/**
 * Renders questions in both languages before anybody asks, in small turns beside the requests. What is rendered already is only
 * looked up; what is asked for sooner is rendered on demand.
 */
export async function renderAhead(
  { stores, renderQuestions }: Deps,
  ids: readonly QuestionId[],
  signal: AbortSignal,
): Promise<void> {
  for (let start = 0; start < ids.length && !signal.aborted; start += AT_ONCE) {
    const revisions = [...(await stores.content.loadCurrent(ids.slice(start, start + AT_ONCE))).values()];
    await renderQuestions(revisions, 'en');
    await renderQuestions(revisions, 'zh-CN');
  }
}
