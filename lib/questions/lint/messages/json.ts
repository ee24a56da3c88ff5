import { error } from './message';
import type { Messages } from './message';

/** The bytes of a file and its form. */
export const jsonMessages = {
  'json/syntax': error('This is not JSON: {problem}.', '不是合法的 JSON：{problem}。'),
  'json/duplicate-key': error(
    '"{key}" is given twice (first at line {line}). JSON would silently keep the last.',
    '"{key}" 写了两次（第一次在第 {line} 行），JSON 会悄悄保留最后一个。',
  ),
  'json/reserved-key': error('"{key}" cannot be used as a name.', '"{key}" 不能用作名称。'),
  'json/encoding': error(
    'The file is not UTF-8 (byte 0x{byte} at line {line}). Save it as UTF-8 without BOM.',
    '文件不是 UTF-8（第 {line} 行有字节 0x{byte}）。请保存为无 BOM 的 UTF-8。',
  ),
  'json/encoding:bom': error(
    'The file starts with a byte order mark. Save it as UTF-8 without BOM.',
    '文件以 BOM 开头。请保存为无 BOM 的 UTF-8。',
  ),
  'json/encoding:nul': error('The file contains a NUL character.', '文件含有 NUL 字符。'),
  'json/encoding:surrogate': error(
    'Half of a surrogate pair ({code}) is not a character.',
    '单独的代理项（{code}）不是字符。',
  ),
  'json/comment': error(
    'JSON has no comments and no trailing commas. Own remarks go under "x".',
    'JSON 没有注释，也不允许末尾逗号。自己的备注写在 "x" 下。',
  ),
  'json/number': error('{text} is not a plain whole number. Write {value}.', '{text} 不是普通整数。请写 {value}。'),
  'json/too-large': error(
    'The file has {size} KiB, the limit is {limit} KiB. Is it several questions?',
    '文件有 {size} KiB，上限是 {limit} KiB。是不是多道题？',
  ),
  'json/too-deep': error('Nested deeper than {limit} levels.', '嵌套超过 {limit} 层。'),
  'fmt/line-ends': error('CR line ends. Save with LF.', '换行是 CR。请用 LF 保存。'),
  'format/too-new': error(
    'Format {format} needs a later Timeslice; this one reads format 1.',
    '格式 {format} 需要更新的 Timeslice；本版本读格式 1。',
  ),
} as const satisfies Messages;
