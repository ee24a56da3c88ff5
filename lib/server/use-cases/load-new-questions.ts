import type { QuestionId, UserId } from '../../base/ids';
import type { NewQuestion } from '../../queue/types';
import type { CardState } from '../../reviews/card-state';
import type { Deps } from '../deps';
import type { QuestionHead } from '../store/stores';
import { isAvailable } from './is-available';

/** Unseen questions for the queue, each with the required ones that the learner has not seen and could see. */
export async function loadNewQuestions(
  deps: Deps,
  userId: UserId,
  unseen: readonly QuestionId[],
  heads: ReadonlyMap<QuestionId, QuestionHead>,
  { includeUnreviewed }: { readonly includeUnreviewed: boolean },
): Promise<readonly NewQuestion[]> {
  const fresh = unseen.flatMap((id) => heads.get(id) ?? []);
  const required = [...new Set(fresh.flatMap((head) => head.requires))];
  const elsewhere = required.filter((id) => !heads.has(id));
  const [states, others] =
    required.length === 0
      ? [new Map<QuestionId, CardState>(), new Map<QuestionId, QuestionHead>()]
      : await Promise.all([
          deps.stores.cards.loadMany(userId, required),
          elsewhere.length === 0 ? new Map<QuestionId, QuestionHead>() : deps.stores.content.loadHeads(elsewhere),
        ]);
  const couldBeSeen = (id: QuestionId): boolean => isAvailable(heads.get(id) ?? others.get(id), { includeUnreviewed });
  return fresh.map((head) => ({
    questionId: head.id,
    topic: head.topic,
    questionType: head.type,
    relatedTo: [...head.contrastsWith, ...head.followUps],
    requires: head.requires.filter(
      (id) => couldBeSeen(id) && states.get(id)?.kind !== 'review' && states.get(id)?.suspended !== true,
    ),
  }));
}
