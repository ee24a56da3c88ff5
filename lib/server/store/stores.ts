import type { EventId, QuestionId, TopicId, UserId } from '../../base/ids';
import type { Instant, LocalDate, TimeZone } from '../../base/time';
import type { LearnerSettings } from '../../learner/settings';
import type { RenderedQuestion } from '../../questions/rendered';
import type { Question } from '../../questions/schema';
import type { CardState, ReviewCard } from '../../reviews/card-state';
import type { Locale, LoggedEvent, ReviewEvent } from '../../reviews/events';

/**
 * What the use cases ask of storage. One file per aggregate implements each part on Prisma (SQLite and PostgreSQL);
 * tests/stores/memory.ts implements all of it in memory; the contract suites in tests/contracts run on all three.
 * Stores hold no rules: they neither fold nor decide.
 */
export type Stores = {
  readonly reviews: ReviewStore;
  readonly cards: CardStore;
  readonly content: ContentStore;
  readonly learners: LearnerStore;
  readonly sessions: SessionStore;
  readonly throttles: ThrottleStore;
  readonly instance: InstanceStore;
};

/** A card and the state it was decided on: the commit refuses when another request got there first. */
export type CardUpdate = {
  readonly questionId: QuestionId;
  /** `eventCount` of the state that the decision read; 0 when there was none. (The last id would not do: a late event keeps it.) */
  readonly basedOn: number;
  readonly state: CardState;
};

export type KnownEvent = {
  readonly id: EventId;
  readonly userId: UserId;
  readonly payloadHash: string;
  readonly questionId: QuestionId;
};

export type AnswerDuration = {
  readonly questionId: QuestionId;
  /** As it was when the answer was stored; a question never changes its type. */
  readonly questionType: string;
  readonly durationMs: number;
  readonly occurredAt: Instant;
};

export interface ReviewStore {
  /** Which of these ids are stored already, whoever owns them. At most 500 ids. */
  loadKnown(ids: readonly EventId[]): Promise<ReadonlyMap<EventId, KnownEvent>>;
  /** The whole log of each named card, in total order (occurredAt, id). */
  loadLogs(
    userId: UserId,
    questionIds: readonly QuestionId[],
  ): Promise<ReadonlyMap<QuestionId, readonly LoggedEvent[]>>;
  /** Events with seq > after, by seq, at most `limit`. */
  loadAfter(userId: UserId, after: number, limit: number): Promise<readonly LoggedEvent[]>;
  /** Every event of one study day (of the event's own zone), in total order. */
  loadDay(userId: UserId, day: LocalDate): Promise<readonly LoggedEvent[]>;
  /** The latest study day with an answer; null before the first. What an import writes into the log is no day of study. */
  latestDay(userId: UserId): Promise<LocalDate | null>;
  /** How long answers took, newest first, at most `limit` per question type: for the learner's own medians. */
  loadDurations(userId: UserId, limit: number): Promise<readonly AnswerDuration[]>;
  /**
   * Appends events and refreshes their cards in one transaction; `seq` is counted inside it, one row lock per user.
   * Nothing is written when a card moved on (`conflict`) or an id is taken (`id-taken`); load again and decide anew.
   * Resolves only after the commit is durable.
   */
  commit(
    userId: UserId,
    events: readonly ReviewEvent[],
    cards: readonly CardUpdate[],
  ): Promise<'committed' | 'conflict' | 'id-taken'>;
  /** Streams every event of one learner by (questionId, occurredAt, id), for a rebuild. */
  streamByCard(
    userId: UserId,
  ): AsyncIterable<{ readonly questionId: QuestionId; readonly events: readonly LoggedEvent[] }>;
}

export type StoredCard = { readonly questionId: QuestionId; readonly state: CardState };
export type StoredReviewCard = { readonly questionId: QuestionId; readonly state: ReviewCard };

/** Available means active, and with `includeUnreviewed` also in review; a deprecated question never is. */
export interface CardStore {
  loadMany(userId: UserId, questionIds: readonly QuestionId[]): Promise<ReadonlyMap<QuestionId, CardState>>;
  /**
   * Review cards due on or before the day, neither suspended nor of an unavailable question, by (dueOn, questionId): the oldest
   * first, or the newest.
   */
  loadDue(
    userId: UserId,
    onOrBefore: LocalDate,
    options: { readonly from?: 'oldest' | 'newest'; readonly limit: number; readonly includeUnreviewed: boolean },
  ): Promise<readonly StoredReviewCard[]>;
  countDue(userId: UserId, onOrBefore: LocalDate, options: { readonly includeUnreviewed: boolean }): Promise<number>;
  /** Cards whose last graded answer fell on the day: today's drills are read from them. */
  loadReviewedOn(userId: UserId, day: LocalDate): Promise<readonly StoredReviewCard[]>;
  /** How many such cards fall due on each day of a range, both ends included; days without one are absent. */
  countByDueDay(
    userId: UserId,
    from: LocalDate,
    to: LocalDate,
    options: { readonly includeUnreviewed: boolean },
  ): Promise<ReadonlyMap<LocalDate, number>>;
  /** Available questions that this learner has never answered and has not suspended, in syllabus order. */
  loadUnseen(
    userId: UserId,
    options: { readonly limit: number; readonly includeUnreviewed: boolean },
  ): Promise<readonly QuestionId[]>;
  /** Cards in review, suspended ones too. */
  countSeen(userId: UserId): Promise<number>;
  /** Replaces every cached state of a learner in chunks; used by cards:rebuild. Returns how many rows differed. */
  replaceAll(
    userId: UserId,
    cards: AsyncIterable<StoredCard>,
  ): Promise<{ readonly cards: number; readonly changed: number }>;
}

/** One revision of a question with its programs, as imported; never changed once stored. */
export type QuestionRevision = {
  readonly questionId: QuestionId;
  readonly rev: number;
  readonly question: Question;
  /** Source text of each program by code key. */
  readonly programs: Readonly<Record<string, string>>;
  /** SHA-256 in hex of the rev-bound parts and the programs' bytes. */
  readonly contentHash: string;
};

/** What lists need to know about a question, without its text. */
export type QuestionHead = {
  readonly id: QuestionId;
  readonly pack: string;
  readonly topic: TopicId;
  readonly slug: string;
  readonly type: Question['type'];
  readonly level: number;
  readonly status: 'review' | 'active' | 'deprecated';
  readonly rev: number;
  readonly timeSeconds: number;
  readonly requires: readonly QuestionId[];
  readonly contrastsWith: readonly QuestionId[];
  /** Follow-ups that are questions of their own. */
  readonly followUps: readonly QuestionId[];
  readonly titles: Readonly<Partial<Record<Locale, string>>>;
};

export type TopicRecord = {
  readonly pack: string;
  readonly id: TopicId;
  readonly order: number;
  readonly titles: Readonly<Partial<Record<Locale, string>>>;
};

/** One question as an import writes it; `revision` is null when only metadata or translations changed. */
export type QuestionWrite = {
  readonly head: QuestionHead;
  /** The present document, also when its rev is unchanged (metadata, translations). */
  readonly revision: QuestionRevision;
  /** SHA-256 of the whole file and programs: tells whether anything at all changed. */
  readonly fileHash: string;
  readonly meaningRev: number;
  readonly aliases: readonly string[];
  /** Position for new cards: topics by order, then level, then id. */
  readonly position: number;
  /** Lower case, NFKC: title, prompt, one line and tags, a row a locale. */
  readonly searchTexts: Readonly<Partial<Record<Locale, string>>>;
  /** For a meaning change: one `content-changed` event and new state per learner, written in the same transaction. */
  readonly learnerEvents: readonly {
    readonly userId: UserId;
    readonly event: ReviewEvent;
    readonly card: CardUpdate;
  }[];
};

export type StoredQuestion = {
  readonly head: QuestionHead;
  readonly fileHash: string;
  readonly contentHash: string;
  readonly meaningRev: number;
};

export interface ContentStore {
  loadStored(pack?: string): Promise<readonly StoredQuestion[]>;
  saveTopics(
    pack: string,
    topics: readonly TopicRecord[],
    titles: Readonly<Partial<Record<Locale, string>>>,
  ): Promise<void>;
  loadTopics(): Promise<readonly TopicRecord[]>;
  /**
   * Writes each question (and its learner events) whole, in transactions of at most about 500 rows.
   * Returns the questions left unwritten because a learner's card moved on meanwhile: load again and decide anew.
   */
  saveQuestions(writes: readonly QuestionWrite[]): Promise<readonly QuestionId[]>;
  /** Learners who have a card of this question. */
  learnersOf(questionId: QuestionId): Promise<readonly UserId[]>;
  loadHeads(ids: readonly QuestionId[]): Promise<ReadonlyMap<QuestionId, QuestionHead>>;
  loadRevisions(
    keys: readonly { readonly questionId: QuestionId; readonly rev: number }[],
  ): Promise<readonly QuestionRevision[]>;
  /** The present revision of each question. */
  loadCurrent(ids: readonly QuestionId[]): Promise<ReadonlyMap<QuestionId, QuestionRevision>>;
  /** By slug or by an old slug. */
  findBySlug(pack: string, slug: string): Promise<QuestionHead | null>;
  list(filter: {
    readonly topic?: TopicId;
    readonly text?: string;
    readonly includeUnreviewed: boolean;
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly heads: readonly QuestionHead[]; readonly total: number }>;
  /** Available questions for each topic. */
  countByTopic(includeUnreviewed: boolean): Promise<ReadonlyMap<TopicId, number>>;
  /** Rendered HTML is kept by a hash of what it was made from. */
  loadRendered(keys: readonly string[]): Promise<ReadonlyMap<string, RenderedQuestion>>;
  saveRendered(rows: ReadonlyMap<string, RenderedQuestion>): Promise<void>;
}

export type Role = 'learner' | 'author' | 'admin';

export type Learner = {
  readonly id: UserId;
  readonly role: Role;
  readonly name: string;
  /** As typed; null in local mode. */
  readonly email: string | null;
  readonly createdAt: Instant;
  readonly disabledAt: Instant | null;
  readonly settings: LearnerSettings;
  /** The zone last sent with an answer or by a page. */
  readonly lastTimeZone: TimeZone | null;
};

export type NewLearner = {
  readonly id: UserId;
  readonly role: Role;
  readonly name: string;
  readonly email: string | null;
  /** NFKC, trimmed, lower case: the identity of the account. */
  readonly emailKey: string | null;
  readonly passwordHash: string | null;
  readonly createdAt: Instant;
};

export interface LearnerStore {
  load(id: UserId): Promise<Learner | null>;
  list(): Promise<readonly Learner[]>;
  /** `taken` when the e-mail key is in use. */
  create(learner: NewLearner): Promise<'created' | 'taken'>;
  saveSettings(id: UserId, settings: LearnerSettings): Promise<void>;
  saveTimeZone(id: UserId, zone: TimeZone): Promise<void>;
  findByEmailKey(emailKey: string): Promise<{ readonly learner: Learner; readonly passwordHash: string | null } | null>;
  savePasswordHash(id: UserId, passwordHash: string): Promise<void>;
  setDisabled(id: UserId, at: Instant | null): Promise<void>;
  findByIdentity(issuer: string, subject: string): Promise<Learner | null>;
  /** The first OIDC identity of an account: `taken` when the account has one already, or when the identity belongs to somebody. */
  linkIdentity(id: UserId, issuer: string, subject: string): Promise<'linked' | 'taken'>;
}

export type SessionRecord = {
  /** SHA-256 in hex of the cookie's secret; the secret itself is never stored. */
  readonly sidHash: string;
  readonly userId: UserId;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly userAgent: string;
};

export interface SessionStore {
  create(session: SessionRecord): Promise<void>;
  load(sidHash: string): Promise<SessionRecord | null>;
  touch(sidHash: string, at: Instant): Promise<void>;
  revoke(sidHash: string, at: Instant): Promise<void>;
  revokeAll(userId: UserId, at: Instant): Promise<void>;
}

export interface ThrottleStore {
  /** Failures of a key (an account or an address) and when the last one was. */
  load(key: string): Promise<{ readonly failures: number; readonly lastFailureAt: Instant } | null>;
  recordFailure(key: string, at: Instant): Promise<void>;
  clear(key: string): Promise<void>;
}

export interface InstanceStore {
  /** Random, made with the database, replaced at each restore. */
  epoch(): Promise<string>;
  replaceEpoch(epoch: string): Promise<void>;
  /** The one learner of local mode, made on first use. */
  localLearner(make: () => NewLearner): Promise<Learner>;
  /** Throws when the database does not answer or its settings are not the durable ones. */
  assertReady(): Promise<void>;
}
