import type { ClientEvent, PostReviewsReply, ReviewResult } from '@/lib/api/reviews';
import type { CardState } from '@/lib/reviews/card-state';

const state: CardState = {
  kind: 'new',
  suspended: false,
  eventCount: 0,
  undoWaits: false,
  lastEventId: null,
  lastEventAt: null,
};

/** How the network and the server treat the next request. */
export type Weather =
  | 'fine'
  /** Nothing arrives. */
  | 'request-lost'
  /** The server stores, the reply is lost. */
  | 'reply-lost'
  /** The network delivers the request twice. */
  | 'delivered-twice'
  /** Only the first result of the reply survives. */
  | 'reply-cut'
  | 'busy'
  | 'broken'
  /** A hotel's sign-in page. */
  | 'portal';

/** POST /api/reviews as docs say it, in memory: one log for each user, one result for each event. */
export class ReviewServer {
  epoch = 'epoch-1';
  signedIn: string | null = null;
  weather: Weather = 'fine';
  /** Whole requests with more events than this are refused. */
  mostEvents = 500;
  readonly requests: { readonly userId: string; readonly events: number }[] = [];
  /** How often each id was answered with `stored`, since the last restore. */
  storings = new Map<string, number>();
  private log = new Map<string, { readonly userId: string; readonly json: string }>();
  private copies = 1;

  /** What is stored for one user, by id. */
  stored(userId: string): string[] {
    return [...this.log].filter(([, entry]) => entry.userId === userId).map(([id]) => id);
  }

  isStoredAsGiven(userId: string, event: ClientEvent): boolean {
    const entry = this.log.get(event.id);
    return entry?.userId === userId && entry.json === JSON.stringify(event);
  }

  backUp(): () => void {
    const copy = new Map(this.log);
    return () => {
      this.log = new Map(copy);
      this.storings = new Map();
      this.copies += 1;
      this.epoch = `epoch-${String(this.copies)}`;
    };
  }

  readonly fetch: typeof fetch = (_address, init) => {
    const headers = new Headers(init?.headers);
    const body = init?.body;
    if (typeof body !== 'string') throw new Error('the body is no text');
    const userId = headers.get('timeslice-user') ?? '';
    const { events } = JSON.parse(body) as { events: ClientEvent[] };
    this.requests.push({ userId, events: events.length });
    return Promise.resolve().then(() => this.answer(userId, events));
  };

  private answer(userId: string, events: ClientEvent[]): Response {
    if (this.weather === 'request-lost') throw new TypeError('network');
    if (this.weather === 'busy') return problem(503, 'unavailable', { 'retry-after': '7' });
    if (this.weather === 'broken') return problem(500, 'internal');
    if (this.weather === 'portal') return new Response('<p>Welcome to the hotel</p>', { status: 200 });
    if (this.signedIn === null) return problem(401, 'not-signed-in');
    if (this.signedIn !== userId) return problem(403, 'forbidden');
    if (events.length > this.mostEvents) return problem(413, 'too-large');
    if (events.some((event) => event.questionId === 'q-unreadable')) return problem(400, 'invalid');
    if (this.weather === 'delivered-twice') this.store(userId, events);
    const results = this.store(userId, events);
    if (this.weather === 'reply-lost') throw new TypeError('network');
    const reply: PostReviewsReply = {
      epoch: this.epoch,
      results: this.weather === 'reply-cut' ? results.slice(0, 1) : results,
    };
    return Response.json(reply);
  }

  private store(userId: string, events: ClientEvent[]): ReviewResult[] {
    return events.map((event, index) => {
      const known = this.log.get(event.id);
      const json = JSON.stringify(event);
      if (known !== undefined) {
        return known.userId === userId && known.json === json
          ? { id: event.id, status: 'duplicate', state }
          : { id: event.id, index, status: 'rejected', code: 'id-conflict' };
      }
      if (event.questionId === 'q-unknown')
        return { id: event.id, index, status: 'rejected', code: 'question-unknown' };
      if (event.questionId === 'q-nameless') return { id: null, index, status: 'rejected', code: 'invalid' };
      this.log.set(event.id, { userId, json });
      this.storings.set(event.id, (this.storings.get(event.id) ?? 0) + 1);
      return { id: event.id, status: 'stored', state };
    });
  }
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error: { code, message: 'no', requestId: 'r' } }, { status, headers });
}
