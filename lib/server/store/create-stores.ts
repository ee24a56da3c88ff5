import { checkReady } from '../db/check-ready';
import { toDatabaseError } from '../db/database-error';
import { openDatabase } from '../db/open-database';
import { cardStore } from './card-store';
import { contentStore } from './content-store';
import { instanceStore } from './instance-store';
import { learnerStore } from './learner-store';
import { pickRawQueries } from './pick-raw-queries';
import { reviewStore } from './review-store';
import { sessionStore } from './session-store';
import type { Stores } from './stores';
import { throttleStore } from './throttle-store';

export type OpenStores = { readonly stores: Stores; readonly close: () => Promise<void> };

export type StoreOptions = {
  /** `file:PATH` or `postgresql://…`; the database must be migrated. */
  readonly databaseUrl: string;
  /** Names of the migrations that this build has, for /readyz; without them the schema version is not compared. */
  readonly migrations?: readonly string[];
  /** Told about connections that break while idle. */
  readonly onError?: (error: Error) => void;
};

/** The stores of one database. A failure of the database as a whole leaves them as a DatabaseError. */
export function createStores({ databaseUrl, migrations, onError }: StoreOptions): OpenStores {
  const database = openDatabase(databaseUrl, onError);
  const raw = pickRawQueries(database.dialect);
  const stores: Stores = {
    reviews: reviewStore(database, raw),
    cards: cardStore(database, raw),
    content: contentStore(database, raw),
    learners: learnerStore(database),
    sessions: sessionStore(database),
    throttles: throttleStore(database),
    instance: instanceStore(database, () =>
      checkReady(database, () => raw.appliedMigrations(database.client), migrations),
    ),
  };
  return { stores: nameErrors(stores), close: () => database.close() };
}

function nameErrors(stores: Stores): Stores {
  return {
    reviews: named(stores.reviews),
    cards: named(stores.cards),
    content: named(stores.content),
    learners: named(stores.learners),
    sessions: named(stores.sessions),
    throttles: named(stores.throttles),
    instance: named(stores.instance),
  };
}

/** The same store, whose promises reject with a DatabaseError where the database is to blame. */
function named<S extends object>(store: S): S {
  const methods = Object.entries(store as Readonly<Record<string, unknown>>).map(([name, method]) => {
    if (typeof method !== 'function') return [name, method];
    return [
      name,
      (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(method, store, args);
        return result instanceof Promise ? result.catch(rethrow) : result;
      },
    ];
  });
  return Object.fromEntries(methods) as S;
}

function rethrow(error: unknown): never {
  throw toDatabaseError(error) ?? error;
}
