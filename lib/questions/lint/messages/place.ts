import { error, warning } from './message';
import type { Messages } from './message';

/** Where files lie and what they are called. */
export const placeMessages = {
  'pack/needs-timeslice': error(
    'The pack needs Timeslice {needs}; this is {version}.',
    '题库需要 Timeslice {needs}；当前是 {version}。',
  ),
  'path/layout': error(
    'Expected questions/<pack>/<topic>/<slug>.json.',
    '路径应为 questions/<题库>/<主题>/<slug>.json。',
  ),
  'path/slug': error(
    '"{name}" is not a slug: small letters, digits and hyphens.',
    '"{name}" 不是 slug：只用小写字母、数字和连字符。',
  ),
  'path/topic': error('There is no topic "{topic}" in syllabus.json.', 'syllabus.json 中没有主题 "{topic}"。'),
  'path/topic:similar': error(
    'There is no topic "{topic}" in syllabus.json. Did you mean "{similar}"?',
    'syllabus.json 中没有主题 "{topic}"。是不是 "{similar}"？',
  ),
  'path/duplicate-slug': error('Slug "{slug}" is also used by {other}.', 'slug "{slug}" 也被 {other} 使用。'),
  'path/outside': error('{file} leaves the folder of the pack.', '{file} 越出题库目录。'),
  'path/pack': error('The id is "{id}", the folder is "{folder}".', 'id 是 "{id}"，目录却是 "{folder}"。'),
  'pack/too-many': error(
    'The pack has {count} questions, the limit is {limit}.',
    '题库有 {count} 题，上限是 {limit}。',
  ),
  'file/missing': error('{file} does not exist.', '{file} 不存在。'),
  'file/name': error('{file} must be called {expected}.', '{file} 应命名为 {expected}。'),
  'file/orphan': error('No question names this program.', '没有题目引用这个程序。'),
  'file/shared': error('{file} is used twice. Copy it.', '{file} 被用了两次。请复制一份。'),
  'file/unreadable': error('The file cannot be read: {problem}.', '无法读取文件：{problem}。'),
  'file/deleted': warning(
    'The file of {id} is gone. Learners may have history on it; restore it with "status": "deprecated".',
    '{id} 的文件不见了。学习者可能有记录；请恢复并设为 "deprecated"。',
  ),
} as const satisfies Messages;
