import { error, unlessDraft } from './message';
import type { Messages } from './message';

/** Fields: missing, unknown, of the wrong type or length. */
export const shapeMessages = {
  'schema/type': error('"{name}" must be {expected}, got {actual}.', '"{name}" 应为 {expected}，实际是 {actual}。'),
  'schema/enum': error(
    '{value} is not allowed for "{name}". Allowed: {allowed}.',
    '"{name}" 不允许 {value}。可用：{allowed}。',
  ),
  'schema/unknown-key': error(
    'Unknown key "{name}". Own data goes under "x".',
    '未知字段 "{name}"。自己的数据写在 "x" 下。',
  ),
  'schema/unknown-key:similar': error(
    'Unknown key "{name}". Did you mean "{similar}"? Own data goes under "x".',
    '未知字段 "{name}"。是不是 "{similar}"？自己的数据写在 "x" 下。',
  ),
  'schema/not-for-type': error(
    '"{name}" has no meaning on a {type} question. Remove it.',
    '"{name}" 对 {type} 题没有意义。请删除。',
  ),
  'schema/missing': unlessDraft('"{name}" is missing.', '缺少 "{name}"。'),
  'schema/empty': error('"{name}" must not be empty.', '"{name}" 不能为空。'),
  'schema/length': error(
    '"{name}" has {actual} characters, allowed are {least} to {most}.',
    '"{name}" 有 {actual} 个字符，允许 {least} 到 {most} 个。',
  ),
  'schema/length:items': error(
    '"{name}" has {actual} entries, allowed are {least} to {most}.',
    '"{name}" 有 {actual} 项，允许 {least} 到 {most} 项。',
  ),
  'schema/range': error(
    '"{name}" is {actual}, allowed is {least} to {most}.',
    '"{name}" 是 {actual}，允许 {least} 到 {most}。',
  ),
  'schema/pattern': error(
    '{value} has not the form of "{name}" ({expected}).',
    '{value} 不符合 "{name}" 的格式（{expected}）。',
  ),
  'schema/repeated': error('"{name}" lists something twice.', '"{name}" 中有重复。'),
  'schema/repeated-key': error('The key "{key}" is used twice.', '键 "{key}" 用了两次。'),
  'schema/together': error('"{first}" and "{second}" cannot stand together.', '"{first}" 与 "{second}" 不能同时出现。'),
  'schema/one-of': error(
    'Exactly one of "{first}" and "{second}" is needed.',
    '"{first}" 与 "{second}" 必须恰有一个。',
  ),
} as const satisfies Messages;
