import { error } from './message';
import type { Messages } from './message';

/** Sources and second readers. */
export const originMessages = {
  'provenance/unreviewed': error(
    'status is active but nobody other than an author reviewed rev {rev}.',
    'status 是 active，但没有作者以外的人审阅过 rev {rev}。',
  ),
} as const satisfies Messages;
