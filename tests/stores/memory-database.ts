import type { EventId, QuestionId, UserId } from '@/lib/base/ids';
import type { Instant } from '@/lib/base/time';
import type { RenderedQuestion } from '@/lib/questions/rendered';
import type { CardState } from '@/lib/reviews/card-state';
import type { Locale, LoggedEvent } from '@/lib/reviews/events';
import type { Learner, QuestionRevision, QuestionWrite, SessionRecord, TopicRecord } from '@/lib/server/store/stores';

export type AccountRow = { learner: Learner; emailKey: string | null; passwordHash: string | null };

/** Everything that the memory stores hold; one value is one database. */
export type MemoryDatabase = {
  readonly events: Map<EventId, LoggedEvent>;
  readonly cards: Map<UserId, Map<QuestionId, CardState>>;
  readonly questions: Map<QuestionId, Omit<QuestionWrite, 'learnerEvents' | 'revision'>>;
  readonly revisions: Map<string, QuestionRevision>;
  readonly topics: Map<string, TopicRecord[]>;
  readonly packTitles: Map<string, Readonly<Partial<Record<Locale, string>>>>;
  readonly rendered: Map<string, RenderedQuestion>;
  readonly accounts: Map<UserId, AccountRow>;
  readonly identities: Map<string, UserId>;
  readonly sessions: Map<string, SessionRecord>;
  readonly throttles: Map<string, { failures: number; lastFailureAt: Instant }>;
  epoch: string;
  localLearnerId: UserId | null;
};

export function emptyDatabase(): MemoryDatabase {
  return {
    events: new Map(),
    cards: new Map(),
    questions: new Map(),
    revisions: new Map(),
    topics: new Map(),
    packTitles: new Map(),
    rendered: new Map(),
    accounts: new Map(),
    identities: new Map(),
    sessions: new Map(),
    throttles: new Map(),
    epoch: 'memory-epoch-1',
    localLearnerId: null,
  };
}

export function cardsOf(database: MemoryDatabase, userId: UserId): Map<QuestionId, CardState> {
  const known = database.cards.get(userId);
  if (known !== undefined) return known;
  const made = new Map<QuestionId, CardState>();
  database.cards.set(userId, made);
  return made;
}

export function eventsOf(database: MemoryDatabase, userId: UserId): LoggedEvent[] {
  return [...database.events.values()].filter((event) => event.userId === userId);
}

export function isAvailable(
  database: MemoryDatabase,
  id: QuestionId,
  { includeUnreviewed }: { readonly includeUnreviewed: boolean },
): boolean {
  const status = database.questions.get(id)?.head.status;
  return status === 'active' || (includeUnreviewed && status === 'review');
}
