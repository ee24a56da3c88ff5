import { beforeEach, describe, expect, test } from 'vitest';
import type { TimeZone } from '@/lib/base/time';
import { learnerSettingsChangesSchema, type LearnerSettingsChanges } from '@/lib/learner/settings';
import { anonymous, operator } from '@/lib/policy/actor';
import { previewScheduler } from '@/lib/server/use-cases/preview-scheduler';
import { rebuildCards } from '@/lib/server/use-cases/rebuild-cards';
import { saveSettings } from '@/lib/server/use-cases/save-settings';
import { showSettings } from '@/lib/server/use-cases/show-settings';
import { anInstance, valueOf, type TestInstance } from './instance';

let instance: TestInstance;

beforeEach(async () => {
  instance = await anInstance();
});

const settings = async () => valueOf(await showSettings(instance.deps, instance.me)).settings;
const cards = async () => instance.stores.cards.loadMany(instance.me.userId, instance.ids);

/** Lapses and passes over three months: the two variants part by ease and by rounding. */
async function study() {
  for (let n = 0; n < 40; n += 1) {
    instance.pass({ hours: 60 });
    await instance.send([instance.answer(n % 5, [5, 4, 1, 4, 3, 5, 4][n % 7])]);
  }
}

describe('settings', () => {
  test('have defaults, and a change leaves the others as they were', async () => {
    expect(await settings()).toMatchObject({
      newPerDay: 20,
      minutesPerDay: [20, 20, 20, 20, 20, 20, 20],
      sm2Variant: 'text1990',
    });
    await instance.change({ newPerDay: 7 });
    await instance.change({ timeZone: 'Asia/Tokyo' as TimeZone });
    expect(await settings()).toMatchObject({ newPerDay: 7, timeZone: 'Asia/Tokyo', questionLocale: 'interface' });
  });

  test.each<Readonly<Record<string, unknown>>>([
    { newPerDay: -1 },
    { newPerDay: 2.5 },
    { newPerDay: '20' },
    { minutesPerDay: [20] },
    { minutesPerDay: [20, 20, 20, 20, 20, 20, 721] },
    { timeZone: 'Mars/Olympus' },
    { interfaceLocale: 'fr' },
    { sm2Variant: 'sm2' },
    { capDays: 9 },
  ])('%j is refused', (changes) => {
    expect(learnerSettingsChangesSchema.safeParse(changes).success).toBe(false);
  });

  test('that do not fit together with the stored ones are refused by the use case too', async () => {
    const changes = { newPerDay: -1 } as LearnerSettingsChanges;
    expect(await saveSettings(instance.deps, instance.me, changes)).toEqual({ ok: false, error: { code: 'invalid' } });
    expect((await settings()).newPerDay).toBe(20);
  });

  test('are one’s own', async () => {
    for (const actor of [anonymous, operator]) {
      expect((await showSettings(instance.deps, actor)).ok).toBe(false);
      expect((await saveSettings(instance.deps, actor, { newPerDay: 1 })).ok).toBe(false);
      expect((await previewScheduler(instance.deps, actor, { variant: 'delphi', timeZone: null })).ok).toBe(false);
    }
    const view = valueOf(await showSettings(instance.deps, { ...instance.me, mode: 'team' }));
    expect(view.mayScheduleUnreviewed).toBe(false);
  });
});

describe('another scheduler variant', () => {
  test('is previewed without storing anything', async () => {
    await study();
    const before = await cards();
    const effect = valueOf(await previewScheduler(instance.deps, instance.me, { variant: 'delphi', timeZone: null }));
    expect(effect).toMatchObject({ variant: 'delphi', cards: 5 });
    expect(effect.moved).toBeGreaterThan(0);
    expect(await cards()).toEqual(before);
    const same = valueOf(await previewScheduler(instance.deps, instance.me, { variant: 'text1990', timeZone: null }));
    expect(same).toMatchObject({ moved: 0, dueTodayNow: same.dueTodayThen });
  });

  test('folds the whole log again, as many due days move as the preview said, and going back restores every state', async () => {
    await study();
    const before = await cards();
    const { moved } = valueOf(
      await previewScheduler(instance.deps, instance.me, { variant: 'delphi', timeZone: null }),
    );
    await instance.change({ sm2Variant: 'delphi' });
    const after = await cards();
    const dueOn = (states: typeof before) =>
      instance.ids.map((id) => {
        const state = states.get(id);
        return state?.kind === 'review' ? state.dueOn : null;
      });
    expect(dueOn(after).filter((day, n) => day !== dueOn(before)[n])).toHaveLength(moved);
    expect(valueOf(await rebuildCards(instance.deps, operator)).changed).toBe(0);
    await instance.change({ sm2Variant: 'text1990' });
    expect(await cards()).toEqual(before);
  });

  test('is used for the answers that follow', async () => {
    await instance.change({ sm2Variant: 'delphi' });
    await instance.send([instance.answer(0, 2 + 1)]);
    instance.pass({ days: 1 });
    await instance.send([instance.answer(0, 1)]);
    const state = (await cards()).get(instance.ids[0]!);
    expect(state?.kind === 'review' && state.scheduler.easeHundredths).toBe(250 - 14 - 54);
  });
});
