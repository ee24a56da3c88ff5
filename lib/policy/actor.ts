import type { UserId } from '../base/ids';

export type Role = 'learner' | 'author' | 'admin';

/** Who asks. Made by lib/server/auth from a cookie that the database vouches for, or by a command on the host. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'learner'; readonly userId: UserId; readonly role: Role; readonly mode: 'local' | 'team' }
  /** Somebody with a shell on the host, or the server's own work at start. Owns nothing. */
  | { readonly kind: 'operator' };

export const anonymous: Actor = { kind: 'anonymous' };
export const operator: Actor = { kind: 'operator' };
