import { error } from './message';
import type { Messages } from './message';

/** Programs, and what running them showed. */
export const programsMessages = {
  'program/size': error(
    '{file} has {actual} bytes, the limit is {limit}.',
    '{file} 有 {actual} 字节，上限是 {limit}。',
  ),
  'program/size:lines': error(
    '{file} has {actual} lines, the limit is {limit}.',
    '{file} 有 {actual} 行，上限是 {limit}。',
  ),
  'program/size:prompt': error(
    '{file} has {actual} lines; in a prompt the limit is {limit}.',
    '{file} 有 {actual} 行；题面中的上限是 {limit} 行。',
  ),
  'program/size:columns': error(
    'Line {line} of {file} has {actual} columns, the limit is {limit}.',
    '{file} 第 {line} 行有 {actual} 列，上限是 {limit}。',
  ),
  'program/encoding': error('{file} is not plain UTF-8 text: {problem}.', '{file} 不是普通的 UTF-8 文本：{problem}。'),
  'run/by-version': error(
    'No expectation for {version} and no "default".',
    '没有 {version} 的期望，也没有 "default"。',
  ),
} as const satisfies Messages;
