import type { EventId, QuestionId } from '../../base/ids';
import type { Instant } from '../../base/time';
import type { RejectionCode } from '../../api/reviews';
import type { ReviewEvent } from '../../reviews/events';
import { isUndoable } from '../../reviews/undo';
import type { Quality } from '../../scheduler/types';
import type { Deps } from '../deps';
import type { Learner } from '../store/stores';
import { gradeAgain } from './grade-again';
import type { ReceivedEvent } from './read-client-events';
import { stampEvent } from './stamp-event';

/** What may become of a received event before any card is looked at. */
export type Checked =
  | { readonly received: ReceivedEvent; readonly kind: 'fresh'; readonly event: ReviewEvent }
  | { readonly received: ReceivedEvent; readonly kind: 'duplicate' }
  | {
      readonly received: ReceivedEvent;
      readonly kind: 'rejected';
      readonly code: RejectionCode;
      readonly detail?: string;
    };

/** Sorts received events into fresh, already stored, and refused with a code. Reads only; at most 100 events. */
export async function checkEvents(
  deps: Deps,
  learner: Learner,
  receivedAt: Instant,
  received: readonly ReceivedEvent[],
): Promise<readonly Checked[]> {
  const { reviews, content } = deps.stores;
  const known = await reviews.loadKnown(received.map(({ event }) => event.id));
  const unknown = received.filter(({ event }) => !known.has(event.id));
  const revisions = new Map(
    (await content.loadRevisions(distinctRevisions(unknown))).map((revision) => [
      keyOf(revision.questionId, revision.rev),
      revision,
    ]),
  );
  const without = unknown.filter(({ event }) => !revisions.has(keyOf(event.questionId, event.questionRev)));
  const heads =
    without.length === 0
      ? new Map()
      : await content.loadHeads(without.map(({ event }) => event.questionId as QuestionId));
  const undoRefusals = await refuseUndos(deps, learner, unknown);

  return received.map((one): Checked => {
    const { event } = one;
    const stored = known.get(event.id);
    if (stored !== undefined) {
      const isSame = stored.userId === learner.id && stored.payloadHash === one.payloadHash;
      return isSame ? { received: one, kind: 'duplicate' } : { received: one, kind: 'rejected', code: 'id-conflict' };
    }
    const revision = revisions.get(keyOf(event.questionId, event.questionRev));
    if (revision === undefined) {
      const code = heads.has(event.questionId as QuestionId) ? 'revision-unknown' : 'question-unknown';
      return { received: one, kind: 'rejected', code };
    }
    const undoRefusal = undoRefusals.get(event.id);
    if (undoRefusal !== undefined) return { received: one, kind: 'rejected', code: 'invalid', detail: undoRefusal };
    let proposedQuality: Quality | null = null;
    if (event.kind === 'answered') {
      const graded = gradeAgain(revision.question, event);
      if (!graded.ok) return { received: one, kind: 'rejected', code: graded.code, detail: graded.detail };
      proposedQuality = graded.proposedQuality;
    }
    return { received: one, kind: 'fresh', event: stampEvent(one, learner, receivedAt, proposedQuality) };
  });
}

/**
 * An undo names an own event of the same card that can be undone; one that has not arrived yet is waited for. Somebody
 * else's event looks like one that never arrives.
 */
async function refuseUndos(
  deps: Deps,
  learner: Learner,
  received: readonly ReceivedEvent[],
): Promise<ReadonlyMap<EventId, string>> {
  const undos = received.flatMap(({ event }) => (event.kind === 'undone' ? [event] : []));
  if (undos.length === 0) return new Map();
  const stored = await deps.stores.reviews.loadKnown(undos.map((undo) => undo.targetEventId));
  const own = [...stored.values()].filter((target) => target.userId === learner.id);
  const logs = await deps.stores.reviews.loadLogs(learner.id, [...new Set(own.map((target) => target.questionId))]);
  const targets = new Map<EventId, { kind: ReviewEvent['kind']; questionId: string }>();
  for (const event of [...logs.values()].flat()) targets.set(event.id, event);
  for (const { event } of received) targets.set(event.id, event);

  const refusals = new Map<EventId, string>();
  for (const undo of undos) {
    const target = targets.get(undo.targetEventId);
    if (target === undefined) continue;
    if (target.questionId !== undo.questionId) refusals.set(undo.id, 'targetEventId: belongs to another question');
    else if (!isUndoable(target.kind)) refusals.set(undo.id, `targetEventId: ${target.kind} cannot be undone`);
  }
  return refusals;
}

function distinctRevisions(received: readonly ReceivedEvent[]): readonly { questionId: QuestionId; rev: number }[] {
  return [
    ...new Map(
      received.map(({ event }) => [
        keyOf(event.questionId, event.questionRev),
        { questionId: event.questionId as QuestionId, rev: event.questionRev },
      ]),
    ).values(),
  ];
}

function keyOf(questionId: string, rev: number): string {
  return `${questionId} ${rev}`;
}
