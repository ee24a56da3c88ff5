import type { UserId } from '../base/ids';
import type { Actor, Role } from './actor';

/** Whose the thing is, seen from the actor: their own, another person's, or the instance's (questions, topics). */
export type Relation = 'own' | 'other' | 'shared';

type Who = 'anonymous' | Role | 'operator';
type Rule = Readonly<Record<Who, readonly Relation[]>>;

const nobody: Rule = { anonymous: [], learner: [], author: [], admin: [], operator: [] };
/** A history of one's own: not even an admin reads or writes somebody else's. */
const ownOnly: Rule = { ...nobody, learner: ['own'], author: ['own'], admin: ['own'] };
const sharedForSignedIn: Rule = { ...nobody, learner: ['shared'], author: ['shared'], admin: ['shared'] };
const anybody: Rule = {
  anonymous: ['shared'],
  learner: ['shared'],
  author: ['shared'],
  admin: ['shared'],
  operator: ['shared'],
};
const operatorOnly: Rule = { ...nobody, operator: ['own', 'other', 'shared'] };

/** The one access table. What is not listed is refused; an action that is not a row does not compile. */
const table = {
  'record-reviews': ownOnly,
  'read-reviews': ownOnly,
  study: ownOnly,
  'read-settings': ownOnly,
  'save-settings': ownOnly,
  'end-session': ownOnly,
  'read-library': sharedForSignedIn,
  'open-local-session': anybody,
  'sign-in': anybody,
  probe: anybody,
  'import-content': operatorOnly,
  'rebuild-cards': operatorOnly,
  'manage-accounts': operatorOnly,
} as const satisfies Readonly<Record<string, Rule>>;

export type Action = keyof typeof table;

export const actions = Object.keys(table) as readonly Action[];

export function can(actor: Actor, action: Action, relation: Relation): boolean {
  return table[action][whoIs(actor)].includes(relation);
}

/** @param ownerId null for what belongs to the instance */
export function relationOf(actor: Actor, ownerId: UserId | null): Relation {
  if (ownerId === null) return 'shared';
  return actor.kind === 'learner' && actor.userId === ownerId ? 'own' : 'other';
}

function whoIs(actor: Actor): Who {
  return actor.kind === 'learner' ? actor.role : actor.kind;
}
