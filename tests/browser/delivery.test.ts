import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClientEvent } from '@/lib/api/reviews';
import { createSync, type Sync } from '@/lib/browser/sync';
import { anAnswer, give, openTab, wipeDevice, type Tab } from './device';
import { ReviewServer, type Weather } from './review-server';

/** Two people share a device with two tabs each; the network, the server and the people do what they like. */
type Step =
  | { readonly do: 'answer'; readonly user: number; readonly tab: number; readonly poison: string | null }
  | { readonly do: 'send'; readonly user: number; readonly tab: number }
  | { readonly do: 'send-from-all-tabs' }
  | { readonly do: 'weather'; readonly weather: Weather }
  | { readonly do: 'sign-in'; readonly user: number | null }
  | { readonly do: 'shrink'; readonly mostEvents: number }
  | { readonly do: 'reload'; readonly tab: number }
  | { readonly do: 'back-up' }
  | { readonly do: 'restore' };

const users = ['ann', 'ben'] as const;
const which = fc.nat({ max: 1 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      user: which,
      tab: which,
      poison: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom('q-unknown', 'q-nameless', 'q-unreadable') },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), user: which, tab: which }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'send-from-all-tabs' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('weather' as const),
      weather: fc.constantFrom<Weather>(
        'fine',
        'request-lost',
        'reply-lost',
        'delivered-twice',
        'reply-cut',
        'busy',
        'broken',
        'portal',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('sign-in' as const), user: fc.constantFrom(0, 1, null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('shrink' as const), mostEvents: fc.constantFrom(1, 2, 500) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), tab: which }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'back-up' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restore' }) },
);

class World {
  readonly server = new ReviewServer();
  readonly given: { readonly userId: string; readonly event: ClientEvent; readonly poison: boolean }[] = [];
  private readonly clock = { now: Date.parse('2026-11-21T08:00:00Z') };
  private readonly tabs: { tab: Tab; syncs: Sync[] }[];
  private restore: () => void = this.server.backUp();

  constructor() {
    wipeDevice();
    this.server.signedIn = 'ann';
    this.tabs = [this.open(), this.open()];
  }

  async take(step: Step): Promise<void> {
    this.clock.now += 1;
    switch (step.do) {
      case 'answer': {
        const { tab } = this.at(step.tab);
        const userId = users[step.user] ?? 'ann';
        const draft = anAnswer(tab.outbox, step.poison === null ? {} : { questionId: step.poison });
        this.given.push({ userId, event: await give(tab, userId, draft), poison: step.poison !== null });
        return;
      }
      case 'send':
        return this.at(step.tab).syncs[step.user]?.poke('asked');
      case 'send-from-all-tabs':
        await Promise.all(this.tabs.flatMap(({ syncs }) => syncs.map((sync) => sync.poke('asked'))));
        return;
      case 'weather':
        this.server.weather = step.weather;
        return;
      case 'sign-in':
        this.server.signedIn = step.user === null ? null : (users[step.user] ?? null);
        return;
      case 'shrink':
        this.server.mostEvents = step.mostEvents;
        return;
      case 'reload':
        this.at(step.tab).tab.database.close();
        this.tabs[step.tab] = this.open();
        return;
      case 'back-up':
        this.restore = this.server.backUp();
        return;
      case 'restore':
        this.restore();
        return;
    }
  }

  /** Everybody signs in once more under a blue sky. Twice, since a restored server shows itself by its first reply. */
  async settle(): Promise<void> {
    this.server.weather = 'fine';
    this.server.mostEvents = 500;
    for (const round of [0, 1]) {
      for (const [index, user] of users.entries()) {
        this.server.signedIn = user;
        const { tab, syncs } = this.at(round);
        await give(tab, user).then((event) => this.given.push({ userId: user, event, poison: false }));
        await syncs[index]?.poke('asked');
      }
    }
  }

  async counts(userId: string): Promise<{ waiting: number; parked: number }> {
    return this.at(0).tab.outbox.count(userId);
  }

  private at(index: number): { tab: Tab; syncs: Sync[] } {
    const tab = this.tabs[index];
    if (tab === undefined) throw new Error('no such tab');
    return tab;
  }

  private open(): { tab: Tab; syncs: Sync[] } {
    const tab = openTab(this.clock);
    const syncs = users.map((userId) =>
      createSync({
        userId,
        queues: [tab.outbox],
        fetch: this.server.fetch,
        now: () => 0,
        random: () => 0,
        after: () => () => undefined,
        locks: null,
      }),
    );
    return { tab, syncs };
  }
}

it('whatever happens, every answer is stored once, for its own user, and what is refused is parked and blocks nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (taken) => {
      const world = new World();
      for (const step of taken) await world.take(step);
      await world.settle();
      for (const userId of users) {
        const own = world.given.filter((one) => one.userId === userId);
        const good = own.filter((one) => !one.poison).map((one) => one.event);
        expect(world.server.stored(userId).sort()).toEqual(good.map(({ id }) => id).sort());
        expect(good.every((event) => world.server.isStoredAsGiven(userId, event))).toBe(true);
        expect(await world.counts(userId)).toEqual({ waiting: 0, parked: own.length - good.length });
      }
      expect([...world.server.storings.values()].every((times) => times === 1)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
