import { error } from './message';
import type { Messages } from './message';

/** References to other questions, objectives and key points. */
export const linksMessages = {
  'link/unknown': error('{field} names {id}, which is not in this pack.', '{field} 引用了 {id}，本题库没有。'),
  'link/self': error('{field} names the question itself.', '{field} 引用了题目自身。'),
  'link/cycle': error('requires makes a circle: {circle}.', 'requires 形成循环：{circle}。'),
  'objective/unknown': error('There is no objective "{objective}".', '没有目标 "{objective}"。'),
  'point/unknown': error('"{name}" names "{key}", which is no key point.', '"{name}" 引用的 "{key}" 不是要点。'),
  'objective/unknown:similar': error(
    'There is no objective "{objective}". Did you mean "{similar}"?',
    '没有目标 "{objective}"。是不是 "{similar}"？',
  ),
} as const satisfies Messages;
