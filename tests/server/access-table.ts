import type { ClientEvent } from '@/lib/api/reviews';

/** Who somebody is to the server: let in, with a session cookie that is worth nothing, or without one. */
export type Standing = 'in' | 'dead' | 'anonymous';

/** What a request can name: what belongs to whoever asks, what belongs to somebody else, and what nobody has. */
export type Relation = 'own' | 'other' | 'missing';

/** What one actor has at hand to build requests from. */
export type Hand = {
  /** An answer of their own that was never sent. */
  readonly fresh: () => ClientEvent;
  /** An answer that somebody else had stored. */
  readonly theirs: ClientEvent;
  readonly otherUserId: string;
  readonly otherEmail: string;
  /** A question that the other person answered. */
  readonly question: { readonly pack: string; readonly slug: string };
};

export type Cell = {
  readonly relation: Relation;
  readonly path: (hand: Hand) => string;
  readonly json?: (hand: Hand) => unknown;
  readonly headers?: (hand: Hand) => Readonly<Record<string, string>>;
  readonly form?: (hand: Hand) => Readonly<Record<string, string>>;
  /**
   * A status, or `-> /path` for a redirect; for review events also what became of each item.
   * Whoever is not listed gets what `anonymous` gets.
   */
  readonly expected: Readonly<Record<'in' | 'anonymous', string>> & Readonly<Partial<Record<'dead', string>>>;
};

const nobodyId = '01950000-0000-7000-8000-fffffffffff0';
const nobodyUser = '00000000-0000-4000-8000-000000000000';

const forSignedIn = { in: '200', anonymous: '401' };
const refused = { in: '400', anonymous: '400' };
const forAnybody = { in: '200', anonymous: '200' };
const nowhere = { in: '404', anonymous: '404' };
const onlyInside = { in: '200', anonymous: '-> /sign-in' };

const at = (address: string) => () => address;

/** Undoing somebody else's event answers exactly like undoing one that never arrives. */
function undoOf(hand: Hand, targetEventId: string): unknown {
  const { id, questionId, questionRev, locale, timeZone, occurredAt, deviceId, deviceSeq } = hand.fresh();
  return {
    id,
    questionId,
    questionRev,
    locale,
    timeZone,
    occurredAt,
    deviceId,
    deviceSeq,
    kind: 'undone',
    targetEventId,
  };
}

/** A parameter or a field that names another person is refused like any unknown one. */
const naming = (address: string): readonly Cell[] => [
  { relation: 'other', path: (hand) => `${address}?userId=${hand.otherUserId}`, expected: refused },
  { relation: 'missing', path: at(`${address}?userId=${nobodyUser}`), expected: refused },
];

/** Every route and page of team mode: what may be asked of it, and what each kind of caller gets. */
export const accessTable: Readonly<Record<string, readonly Cell[]>> = {
  'GET /healthz': [{ relation: 'own', path: at('/healthz'), expected: forAnybody }],
  'GET /readyz': [{ relation: 'own', path: at('/readyz'), expected: forAnybody }],
  'POST /api/local-session': [
    { relation: 'own', path: at('/api/local-session'), json: () => ({ key: 'x' }), expected: nowhere },
  ],
  'GET /api/auth/[...nextauth]': [
    { relation: 'own', path: at('/api/auth/session'), expected: forAnybody },
    { relation: 'other', path: ({ otherUserId }) => `/api/auth/session?userId=${otherUserId}`, expected: forAnybody },
    { relation: 'missing', path: at('/api/auth/providers'), expected: nowhere },
  ],
  // Without the token of the form nobody is signed in or out: the following requests of the same caller show it.
  'POST /api/auth/[...nextauth]': [
    { relation: 'own', path: at('/api/auth/signout'), form: () => ({ json: 'true' }), expected: forAnybody },
    {
      relation: 'other',
      path: at('/api/auth/callback/credentials'),
      form: ({ otherEmail }) => ({ email: otherEmail, password: 'a guess at it', json: 'true' }),
      expected: forAnybody,
    },
    {
      relation: 'missing',
      path: at('/api/auth/callback/credentials'),
      form: () => ({ email: 'nobody@example.org', password: 'a guess at it', json: 'true' }),
      expected: forAnybody,
    },
    { relation: 'missing', path: at('/api/auth/_log'), form: () => ({ level: 'error' }), expected: nowhere },
  ],
  'POST /api/reviews': [
    {
      relation: 'own',
      path: at('/api/reviews'),
      json: (hand) => ({ events: [hand.fresh()] }),
      expected: { in: '200 stored', anonymous: '401' },
    },
    {
      relation: 'other',
      path: at('/api/reviews'),
      json: (hand) => ({
        events: [
          hand.theirs,
          { ...hand.theirs, quality: 0, response: {} },
          { ...hand.fresh(), userId: hand.otherUserId },
        ],
      }),
      expected: { in: '200 id-conflict id-conflict invalid', anonymous: '401' },
    },
    {
      relation: 'other',
      path: at('/api/reviews'),
      json: (hand) => ({ events: [undoOf(hand, hand.theirs.id)] }),
      expected: { in: '200 stored', anonymous: '401' },
    },
    {
      relation: 'missing',
      path: at('/api/reviews'),
      json: (hand) => ({ events: [undoOf(hand, nobodyId), { ...hand.fresh(), questionId: 'q-0000000000' }] }),
      expected: { in: '200 stored question-unknown', anonymous: '401' },
    },
    // A tab that somebody else left open says whose answers it sends.
    {
      relation: 'other',
      path: at('/api/reviews'),
      json: (hand) => ({ events: [hand.fresh()] }),
      headers: ({ otherUserId }) => ({ 'timeslice-user': otherUserId }),
      expected: { in: '403', anonymous: '401' },
    },
    ...naming('/api/reviews').map((cell): Cell => ({
      ...cell,
      json: (hand) => ({ events: [hand.fresh()], userId: hand.otherUserId }),
    })),
  ],
  'GET /api/reviews': [
    { relation: 'own', path: at('/api/reviews?after=0'), expected: forSignedIn },
    { relation: 'missing', path: at('/api/reviews?after=2147483647'), expected: forSignedIn },
    ...naming('/api/reviews'),
  ],
  'GET /api/study': [
    { relation: 'own', path: at('/api/study?limit=100'), expected: forSignedIn },
    ...naming('/api/study'),
  ],
  'PATCH /api/settings': [
    { relation: 'own', path: at('/api/settings'), json: () => ({ newPerDay: 11 }), expected: forSignedIn },
    {
      relation: 'other',
      path: at('/api/settings'),
      json: ({ otherUserId }) => ({ newPerDay: 12, userId: otherUserId }),
      expected: refused,
    },
    {
      relation: 'missing',
      path: at('/api/settings'),
      json: () => ({ newPerDay: 12, userId: nobodyUser }),
      expected: refused,
    },
  ],
  'PAGE /': [
    { relation: 'own', path: at('/'), expected: { in: '-> /today', dead: '-> /today', anonymous: '-> /sign-in' } },
  ],
  'PAGE /today': [
    { relation: 'own', path: at('/today'), expected: onlyInside },
    { relation: 'other', path: ({ otherUserId }) => `/today?userId=${otherUserId}`, expected: onlyInside },
  ],
  'PAGE /review': [
    { relation: 'own', path: at('/review?extra=20'), expected: onlyInside },
    { relation: 'other', path: ({ otherUserId }) => `/review?userId=${otherUserId}`, expected: onlyInside },
  ],
  'PAGE /settings': [
    { relation: 'own', path: at('/settings?variant=delphi'), expected: onlyInside },
    { relation: 'other', path: ({ otherUserId }) => `/settings?userId=${otherUserId}`, expected: onlyInside },
  ],
  'PAGE /library': [
    { relation: 'own', path: at('/library?q=lock'), expected: onlyInside },
    {
      relation: 'other',
      path: ({ otherEmail }) => `/library?q=${encodeURIComponent(otherEmail)}`,
      expected: onlyInside,
    },
    { relation: 'missing', path: at('/library?topic=nowhere'), expected: onlyInside },
  ],
  'PAGE /library/[pack]/[slug]': [
    {
      relation: 'other',
      path: ({ question }) => `/library/${question.pack}/${question.slug}`,
      expected: onlyInside,
    },
    {
      relation: 'missing',
      path: ({ question }) => `/library/${question.pack}/no-such-question`,
      expected: { in: '404', anonymous: '-> /sign-in' },
    },
  ],
  'PAGE /sign-in': [{ relation: 'own', path: at('/sign-in'), expected: { in: '-> /', anonymous: '200' } }],
};
