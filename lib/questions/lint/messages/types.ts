import { error } from './message';
import type { Messages } from './message';

/** What the eight types ask for. */
export const typesMessages = {
  'choice/no-correct': error('No option is correct.', '没有正确选项。'),
  'choice/not-one': error(
    'select is "one" but {count} options are correct.',
    'select 是 "one"，但有 {count} 个正确选项。',
  ),
  'choice/same': error('Options "{first}" and "{second}" read the same.', '选项 "{first}" 与 "{second}" 文字相同。'),
  'cloze/gap-missing': error(
    'Gap "{key}" is in gaps but not in the {locale} passage.',
    '空 "{key}" 在 gaps 中，但不在 {locale} 短文中。',
  ),
  'cloze/gap-unknown': error('{{{key}}} is not in gaps.', '{{{key}}} 不在 gaps 中。'),
  'cloze/gap-twice': error('{{{key}}} stands twice in the {locale} passage.', '{{{key}}} 在 {locale} 短文中出现两次。'),
  'cloze/no-answer': error(
    'Gap "{key}" has no accepted answer in {locale}.',
    '空 "{key}" 在 {locale} 没有可接受的答案。',
  ),
  'cloze/not-a-number': error('Gap "{key}" is a number, "{value}" is none.', '空 "{key}" 是数字，"{value}" 不是。'),
  'order/incomplete': error('The sequence "{order}" leaves out "{key}".', '顺序 "{order}" 漏了 "{key}"。'),
  'order/unknown': error(
    'The sequence "{order}" names "{key}", which is no item.',
    '顺序 "{order}" 中的 "{key}" 不是条目。',
  ),
  'order/same': error('Sequences "{first}" and "{second}" are equal.', '顺序 "{first}" 与 "{second}" 相同。'),
  'match/unpaired': error('"{key}" has no pair.', '"{key}" 没有配对。'),
  'match/ambiguous': error('"{key}" has two pairs.', '"{key}" 有两个配对。'),
  'match/unknown': error('A pair names "{key}", which is not on the {side}.', '配对中的 "{key}" 不在 {side} 中。'),
  'predict/program': error(
    'A predict question has exactly one program in the prompt, and it has a run; here are {count}.',
    '预测题的题面恰有一个程序且带 run；这里有 {count} 个。',
  ),
  'predict/not-gradable': error(
    '{expectation} cannot grade a typed answer. Offer options.',
    '{expectation} 无法评判输入的答案。请提供选项。',
  ),
  'bug/no-program': error(
    'A spot-bug question shows its faulty program in the prompt.',
    '找错题要在题面展示有错的程序。',
  ),
  'bug/code': error('"{key}" is no program of the prompt.', '"{key}" 不是题面中的程序。'),
  'bug/lines': error(
    'Line {line} does not exist: the program has {count} lines.',
    '没有第 {line} 行：程序共 {count} 行。',
  ),
  'bug/order': error(
    'The bug ends at line {to}, before it starts at line {from}.',
    '错误结束行 {to} 在起始行 {from} 之前。',
  ),
  'bug/point': error('"{key}" is no key point.', '"{key}" 不是要点。'),
  'gap/unknown': error('"{key}" is no gap.', '"{key}" 不是空。'),
} as const satisfies Messages;
