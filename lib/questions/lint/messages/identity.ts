import { error } from './message';
import type { Messages } from './message';

/** Ids, types, revisions and status: what history hangs on. */
export const identityMessages = {
  'id/malformed': error(
    '{value} is not an id: q- and 10 of 0-9 a-z without i, l, o, u.',
    '{value} 不是 id：q- 加 10 个 0-9 a-z（不含 i、l、o、u）。',
  ),
  'id/duplicate': error(
    '{id} is already used by {other}. Copied a file?',
    '{id} 已被 {other} 使用。是不是复制了文件？',
  ),
  'id/changed': error(
    'The id of this file was {was}. Changing it drops the history of its learners. Restore it, or deprecate the old question.',
    '本文件的 id 原为 {was}。改 id 会丢掉学习者的记录。请恢复，或停用旧题。',
  ),
  'id/pack': error('{id} belongs to the pack "{pack}".', '{id} 属于题库 "{pack}"。'),
  'type/changed': error(
    'The type was "{was}". Another type is another question: deprecate this one and write a new file.',
    '类型原为 "{was}"。换类型就是另一道题：请停用本题并新建文件。',
  ),
  'rev/not-raised': error(
    'The content changed but rev is still {rev}. Set rev to {next} and change to "wording" or "meaning".',
    '内容改了，rev 仍是 {rev}。请改为 {next}，并写明 change 是 "wording" 还是 "meaning"。',
  ),
  'rev/went-back': error('rev was {was} and is {rev} here.', 'rev 原为 {was}，这里是 {rev}。'),
  'rev/wording-but': error(
    'change is "wording", but what counts as right changed ({parts}). That is "meaning".',
    'change 是 "wording"，但判分内容变了（{parts}）。这是 "meaning"。',
  ),
  'rev/no-note': error(
    'A meaning change needs a "changeNote": learners see it.',
    '含义变更需要 "changeNote"：学习者会看到。',
  ),
  'rev/first': error('"{name}" has no place at rev 1.', 'rev 1 不应有 "{name}"。'),
  'rev/beyond': error('"{name}" is {value}, later than rev {rev}.', '"{name}" 是 {value}，晚于 rev {rev}。'),
  'status/replaced-by': error(
    '"replacedBy" stands only with status deprecated.',
    '只有 deprecated 才能有 "replacedBy"。',
  ),
} as const satisfies Messages;
