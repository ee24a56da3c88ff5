import type { UserId } from '../base/ids';
import { err, ok, type Result } from '../base/result';
import type { Actor } from './actor';
import { can, relationOf, type Action } from './can';

declare const authorized: unique symbol;

/** A value that the access table let through for one action. Only `authorize` makes it, so nobody can forget to ask. */
export type Authorized<T, A extends Action = Action> = T & { readonly [authorized]: A };

/** `not-found` also stands for somebody else's: a foreign row and a missing row look the same. */
export type Denial = { readonly code: 'not-signed-in' | 'not-found' | 'forbidden' };

/** Anything with an owner; null when it belongs to the instance. */
export type Owned = { readonly userId: UserId | null };

export function authorize<T extends Owned, A extends Action>(
  actor: Actor,
  action: A,
  resource: T,
): Result<Authorized<T, A>, Denial> {
  const relation = relationOf(actor, resource.userId);
  if (can(actor, action, relation)) return ok(resource as Authorized<T, A>);
  if (actor.kind === 'anonymous') return err({ code: 'not-signed-in' });
  return err({ code: relation === 'other' ? 'not-found' : 'forbidden' });
}

/** For what has no row of its own yet: the learner's whole history, their settings. The value carries the scope of every query. */
export function authorizeOwn<A extends Action>(
  actor: Actor,
  action: A,
): Result<Authorized<{ readonly userId: UserId }, A>, Denial> {
  if (actor.kind === 'anonymous') return err({ code: 'not-signed-in' });
  if (actor.kind === 'operator') return err({ code: 'forbidden' });
  return authorize(actor, action, { userId: actor.userId });
}
