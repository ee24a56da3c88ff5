import { z } from 'zod';
import type { DeviceId, EventId, QuestionId, UserId } from '../../base/ids';
import { studyDay, type Instant, type TimeZone } from '../../base/time';
import type { LoggedEvent, ReviewEvent } from '../../reviews/events';
import type { Quality } from '../../scheduler/types';
import type { ReviewEvent as EventRow } from '../db/generated/sqlite/client';
import type { TableRows } from './raw-tables';

export function toEventRow(event: ReviewEvent, seq: number, type: string): TableRows['reviewEvents'] {
  const answered = event.kind === 'answered' ? event : null;
  return {
    id: event.id,
    userId: event.userId,
    seq,
    questionId: event.questionId,
    questionRev: event.questionRev,
    kind: event.kind,
    locale: event.kind === 'content-changed' ? null : event.locale,
    timeZone: event.timeZone,
    studyDay: studyDay(event.occurredAt, event.timeZone),
    occurredAtMs: event.occurredAt,
    clientOccurredAtMs: event.clientOccurredAt,
    receivedAtMs: event.receivedAt,
    deviceId: event.deviceId,
    deviceSeq: event.deviceSeq,
    payloadHash: event.payloadHash,
    answeredType: answered === null ? null : type,
    quality: answered?.quality ?? null,
    proposedQuality: answered?.proposedQuality ?? null,
    responseJson: answered === null ? null : JSON.stringify(answered.response),
    confidence: answered?.confidence ?? null,
    durationMs: answered?.durationMs ?? null,
    targetEventId: event.kind === 'undone' ? event.targetEventId : null,
  };
}

const locale = z.enum(['en', 'zh-CN']);
const quality: z.ZodType<Quality> = z.literal([0, 1, 2, 3, 4, 5]);
const response = z.record(z.string(), z.unknown());
/** What depends on the kind; the other columns have the type that the database gave them. */
const kindColumns = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    locale,
    quality,
    proposedQuality: quality.nullable(),
    confidence: z.enum(['guess', 'fairly', 'sure']).nullable(),
    durationMs: z.number(),
  }),
  z.object({ kind: z.literal('undone'), locale, targetEventId: z.string() }),
  z.object({ kind: z.literal('suspended'), locale }),
  z.object({ kind: z.literal('resumed'), locale }),
  z.object({ kind: z.literal('reset'), locale }),
  z.object({ kind: z.literal('content-changed') }),
]);

/** @throws ZodError when the row is not one that toEventRow could have written */
export function fromEventRow(row: EventRow): LoggedEvent {
  const common = {
    id: row.id as EventId,
    userId: row.userId as UserId,
    seq: row.seq,
    questionId: row.questionId as QuestionId,
    questionRev: row.questionRev,
    timeZone: row.timeZone as TimeZone,
    occurredAt: Number(row.occurredAtMs) as Instant,
    clientOccurredAt: Number(row.clientOccurredAtMs) as Instant,
    receivedAt: Number(row.receivedAtMs) as Instant,
    deviceId: row.deviceId as DeviceId,
    deviceSeq: row.deviceSeq,
    payloadHash: row.payloadHash,
  };
  const columns = kindColumns.parse(row);
  switch (columns.kind) {
    case 'answered':
      return { ...common, ...columns, response: response.parse(JSON.parse(row.responseJson ?? 'null')) };
    case 'undone':
      return { ...common, ...columns, targetEventId: columns.targetEventId as EventId };
    case 'suspended':
    case 'resumed':
    case 'reset':
    case 'content-changed':
      return { ...common, ...columns };
  }
}
