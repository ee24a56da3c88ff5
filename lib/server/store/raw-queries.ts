import type { QuestionId, UserId } from '../../base/ids';
import type { QuestionRevision, ReviewEvent } from '../db/generated/sqlite/client';
import type { Tx } from '../db/open-database';
import type { TableName, TableRows } from './raw-tables';

/** A transaction, or the client for a single statement. */
export type Queryable = Pick<Tx, '$queryRaw' | '$queryRawUnsafe' | '$executeRaw' | '$executeRawUnsafe'>;

/** A place in the order of new questions. */
export type Position = { readonly position: number; readonly id: string };

/** What a commit needs to know of a question and of the learner's card of it. */
export type CardBasis = {
  readonly questionId: string;
  readonly type: string;
  readonly status: string;
  /** Null when the learner has no card of it. */
  readonly eventCount: number | null;
};

/**
 * The few queries that Prisma cannot say, or for which it costs ten times as much: rows go in as one JSON parameter.
 * One module a dialect; nothing else holds SQL.
 */
export interface RawQueries {
  /** Adds to the learner's counter and so locks the row until the transaction ends. The new count, null when there is no such person. */
  countUp(tx: Queryable, userId: UserId, by: number): Promise<number | null>;
  loadBasis(tx: Queryable, userId: UserId, questionIds: readonly QuestionId[]): Promise<readonly CardBasis[]>;
  /** Keeps the status of these questions from changing until the transaction ends. */
  lockStatus(tx: Queryable, questionIds: readonly string[]): Promise<void>;
  /** How many rows went in; one whose key is taken does not. */
  insert<T extends TableName>(tx: Queryable, table: T, rows: readonly TableRows[T][]): Promise<number>;
  /** Inserts, or replaces the row with the same key. */
  save<T extends TableName>(tx: Queryable, table: T, rows: readonly TableRows[T][]): Promise<void>;
  /** The newest answers of each question type, at most `limit` of each. */
  loadDurations(
    client: Queryable,
    userId: UserId,
    types: readonly string[],
    limit: number,
  ): Promise<
    readonly {
      readonly questionId: string;
      readonly questionType: string;
      readonly durationMs: number;
      readonly occurredAtMs: bigint;
    }[]
  >;
  /** One learner's events by card, after the given place. */
  loadEventsByCard(
    client: Queryable,
    userId: UserId,
    after: EventPlace,
    limit: number,
  ): Promise<readonly ReviewEvent[]>;
  /** Questions of the status, from a place on (itself included), that the learner has never answered and not suspended. */
  loadUnseen(
    client: Queryable,
    userId: UserId,
    status: string,
    from: Position,
    limit: number,
  ): Promise<readonly Position[]>;
  /** How many questions of the status lie between two places, counted no further than `upTo`. */
  countBetween(client: Queryable, status: string, from: Position, before: Position, upTo: number): Promise<number>;
  /** Questions whose search text holds the words, by (position, id), and how many there are: null when the page is empty. */
  search(
    client: Queryable,
    search: Search,
  ): Promise<{ readonly ids: readonly string[]; readonly total: number | null }>;
  loadRevisions(
    client: Queryable,
    keys: readonly { readonly questionId: string; readonly rev: number }[],
  ): Promise<readonly QuestionRevision[]>;
  /** The present revision of each question. */
  loadCurrent(client: Queryable, questionIds: readonly string[]): Promise<readonly QuestionRevision[]>;
  /** Names of the migrations that this database has. */
  appliedMigrations(client: Queryable): Promise<readonly string[]>;
}

export type EventPlace = { readonly questionId: string; readonly occurredAtMs: number; readonly id: string };

export type Search = {
  readonly text: string;
  readonly statuses: readonly string[];
  readonly topic: string | null;
  readonly limit: number;
  readonly offset: number;
};
