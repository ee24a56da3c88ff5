import { describe, expect, it } from 'vitest';
import type { UserId } from '@/lib/base/ids';
import { anonymous, operator, type Actor, type Role } from '@/lib/policy/actor';
import { authorize, authorizeOwn } from '@/lib/policy/authorized';
import { actions, can, relationOf, type Action, type Relation } from '@/lib/policy/can';

const me = 'me' as UserId;
const somebody = 'somebody' as UserId;
const learnerWith = (role: Role): Actor => ({ kind: 'learner', userId: me, role, mode: 'team' });
const actors: Readonly<Record<string, Actor>> = {
  anonymous,
  learner: learnerWith('learner'),
  author: learnerWith('author'),
  admin: learnerWith('admin'),
  operator,
};
const relations: readonly Relation[] = ['own', 'other', 'shared'];

/** Who may do what, written down a second time on purpose: a change of the table must be meant. */
const expected: Readonly<Record<Action, readonly string[]>> = {
  'record-reviews': ['learner own', 'author own', 'admin own'],
  'read-reviews': ['learner own', 'author own', 'admin own'],
  study: ['learner own', 'author own', 'admin own'],
  'read-settings': ['learner own', 'author own', 'admin own'],
  'save-settings': ['learner own', 'author own', 'admin own'],
  'end-session': ['learner own', 'author own', 'admin own'],
  'read-library': ['learner shared', 'author shared', 'admin shared'],
  'open-local-session': ['anonymous shared', 'learner shared', 'author shared', 'admin shared', 'operator shared'],
  'sign-in': ['anonymous shared', 'learner shared', 'author shared', 'admin shared', 'operator shared'],
  probe: ['anonymous shared', 'learner shared', 'author shared', 'admin shared', 'operator shared'],
  'import-content': ['operator own', 'operator other', 'operator shared'],
  'rebuild-cards': ['operator own', 'operator other', 'operator shared'],
  'manage-accounts': ['operator own', 'operator other', 'operator shared'],
};

describe('the access table', () => {
  it.each(actions)('lets exactly those do "%s" who are written down for it', (action) => {
    const allowed = Object.entries(actors).flatMap(([who, actor]) =>
      relations.filter((relation) => can(actor, action, relation)).map((relation) => `${who} ${relation}`),
    );
    expect(allowed).toEqual(expected[action]);
  });

  it('lets nobody touch what belongs to another person', () => {
    for (const action of actions) {
      for (const actor of Object.values(actors)) {
        if (actor.kind !== 'operator') expect(can(actor, action, 'other')).toBe(false);
      }
    }
  });

  it('sees whose a thing is from its owner', () => {
    expect(relationOf(learnerWith('learner'), me)).toBe('own');
    expect(relationOf(learnerWith('admin'), somebody)).toBe('other');
    expect(relationOf(anonymous, somebody)).toBe('other');
    expect(relationOf(operator, somebody)).toBe('other');
    expect(relationOf(learnerWith('learner'), null)).toBe('shared');
  });
});

describe('asking for permission', () => {
  it('gives the thing itself back when it is allowed', () => {
    const settings = { userId: me, newPerDay: 20 };
    expect(authorize(learnerWith('learner'), 'save-settings', settings)).toEqual({ ok: true, value: settings });
    expect(authorizeOwn(learnerWith('learner'), 'study')).toEqual({ ok: true, value: { userId: me } });
  });

  it('answers somebody else’s like a missing one', () => {
    expect(authorize(learnerWith('admin'), 'read-reviews', { userId: somebody })).toEqual({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('asks a stranger to sign in', () => {
    for (const action of ['study', 'read-library', 'manage-accounts'] as const) {
      expect(authorize(anonymous, action, { userId: null })).toEqual({ ok: false, error: { code: 'not-signed-in' } });
    }
    expect(authorizeOwn(anonymous, 'study')).toEqual({ ok: false, error: { code: 'not-signed-in' } });
  });

  it('refuses a learner what only the host may do, and the host a history it does not have', () => {
    expect(authorize(learnerWith('admin'), 'manage-accounts', { userId: null })).toEqual({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(authorizeOwn(operator, 'study')).toEqual({ ok: false, error: { code: 'forbidden' } });
  });
});
