import { randomBytes, randomUUID } from 'node:crypto';
import { nextUuidV7, type UuidV7Clock } from '@/lib/base/ids';
import type { ClientEvent, PostReviewsReply } from '@/lib/api/reviews';
import type { StudyReply } from '@/lib/api/study';
import type { ApiClient } from './api-client';

export type AskedQuestion = { readonly questionId: string; readonly rev: number };

type Answered = Extract<ClientEvent, { kind: 'answered' }>;

/** Makes answers as a browser would: ids in order, one device, answered in the head. */
export class AnswerMaker {
  private clock: UuidV7Clock | null = null;
  private sequence = 0;
  private readonly deviceId = randomUUID();

  constructor(private readonly questions: readonly AskedQuestion[]) {}

  next(fields: Partial<Answered> = {}): Answered {
    const now = Date.now();
    const { id, clock } = nextUuidV7(this.clock, now, randomBytes(8));
    this.clock = clock;
    this.sequence += 1;
    const question = this.questions[this.sequence % this.questions.length];
    if (question === undefined) throw new Error('There are no questions to answer');
    return {
      id,
      kind: 'answered',
      questionId: question.questionId,
      questionRev: question.rev,
      locale: 'en',
      timeZone: 'UTC',
      occurredAt: new Date(now).toISOString(),
      deviceId: this.deviceId,
      deviceSeq: this.sequence,
      quality: 4,
      response: {},
      durationMs: 1_000,
      ...fields,
    };
  }

  some(count: number): readonly Answered[] {
    return Array.from({ length: count }, () => this.next());
  }
}

/** What a learner without a history is offered. */
export async function questionsOf(client: ApiClient): Promise<readonly AskedQuestion[]> {
  const reply = await client.get('/api/study?limit=20');
  if (reply.status !== 200) throw new Error(`GET /api/study answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return (reply.body as StudyReply).items.map(({ questionId, rev }) => ({ questionId, rev }));
}

/** What became of each event: acknowledged, refused for good, or unknown because the connection broke. */
export class Ledger {
  readonly sent = new Map<string, ClientEvent>();
  readonly acknowledged = new Set<string>();
  readonly refused: string[] = [];
  private waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  /** Resolves once that many events are acknowledged. */
  reaches(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve });
      this.tell();
    });
  }

  /** Posts a batch; a broken connection leaves its events unknown. */
  async post(
    client: ApiClient,
    events: readonly ClientEvent[],
    signal: AbortSignal | null = null,
  ): Promise<'answered' | 'unknown'> {
    for (const event of events) this.sent.set(event.id, event);
    const reply = await client.post('/api/reviews', { events }, signal).catch(() => null);
    if (reply === null || reply.status !== 200) return 'unknown';
    for (const result of (reply.body as PostReviewsReply).results) {
      if (result.status === 'rejected') this.refused.push(`${String(result.id)}: ${result.code}`);
      else this.acknowledged.add(result.id);
    }
    this.tell();
    return 'answered';
  }

  private tell(): void {
    for (const { count, resolve } of this.waiting) if (this.acknowledged.size >= count) resolve();
    this.waiting = this.waiting.filter(({ count }) => this.acknowledged.size < count);
  }
}

export type LogRow = { readonly id: string; readonly seq: number };

/** Reads the learner's whole log through the API, page by page. */
export async function readLog(client: ApiClient): Promise<readonly LogRow[]> {
  const events: LogRow[] = [];
  for (let after = 0; ;) {
    const reply = await client.get(`/api/reviews?after=${after}`);
    if (reply.status !== 200) throw new Error(`GET /api/reviews answered ${reply.status}`);
    const page = reply.body as { events: readonly LogRow[]; next: number };
    if (page.events.length === 0) return events;
    events.push(...page.events);
    after = page.next;
  }
}
