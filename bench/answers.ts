import { randomBytes } from 'node:crypto';
import { nextUuidV7, type QuestionId, type UuidV7Clock } from '@/lib/base/ids';
import type { ClientEvent, PostReviewsReply } from '@/lib/api/reviews';
import type { HttpClient } from './http-client';

/** Answers as one device gives them: each to the next question of a list, in the head, as good. */
export class Answers {
  private clock: UuidV7Clock | null = null;
  private count = 0;

  constructor(private readonly questions: readonly QuestionId[]) {}

  take(size: number): readonly ClientEvent[] {
    return Array.from({ length: size }, () => this.next());
  }

  private next(): ClientEvent {
    const now = Date.now();
    const { id, clock } = nextUuidV7(this.clock, now, randomBytes(8));
    this.clock = clock;
    const questionId = this.questions[this.count % this.questions.length];
    if (questionId === undefined) throw new Error('There are no questions to answer');
    this.count += 1;
    return {
      id,
      kind: 'answered',
      questionId,
      questionRev: 1,
      locale: 'en',
      timeZone: 'UTC',
      occurredAt: new Date(now).toISOString(),
      deviceId: 'bench',
      deviceSeq: this.count,
      quality: 4,
      response: {},
      durationMs: 1_000,
    };
  }
}

/** Posts a batch and returns how long it took in milliseconds. @throws Error unless every event of it is stored */
export async function postEvents(client: HttpClient, events: readonly ClientEvent[]): Promise<number> {
  const { millis, text } = await client.post('/api/reviews', { events });
  const { results } = JSON.parse(text) as PostReviewsReply;
  const other = results.find(({ status }) => status !== 'stored');
  if (other !== undefined || results.length !== events.length) {
    throw new Error(`An event was not stored: ${JSON.stringify(other ?? results.length)}`);
  }
  return millis;
}
