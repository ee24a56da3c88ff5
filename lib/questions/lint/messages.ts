import type { Locale } from '../../reviews/events';
import type { Level } from './finding';

/**
 * Every message of the rules, by rule id. A `:` separates several messages of one rule; only what stands before it is shown.
 * `draft: true` makes it a warning while the question is a draft. The two languages name the same placeholders: a test holds that.
 */
type Message = { readonly level: Level; readonly draft?: true } & Readonly<Record<Locale, string>>;

const error = (en: string, zhCN: string): Message => ({ level: 'error', en, 'zh-CN': zhCN });
const unlessDraft = (en: string, zhCN: string): Message => ({ level: 'error', draft: true, en, 'zh-CN': zhCN });
const warning = (en: string, zhCN: string): Message => ({ level: 'warning', en, 'zh-CN': zhCN });

export const messages = {
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
  'format/too-new': error(
    'Format {format} needs a later Timeslice; this one reads format 1.',
    '格式 {format} 需要更新的 Timeslice；本版本读格式 1。',
  ),
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

  'text/no-source-locale': error(
    'sourceLocale is {locale} but there is no text."{locale}".',
    'sourceLocale 是 {locale}，但没有 text."{locale}"。',
  ),
  'text/no-locale': unlessDraft(
    'The pack promises {locale}, but this active question has no text for it.',
    '题库承诺 {locale}，但本题没有该语言的文本。',
  ),
  'text/stale': warning(
    '{locale} follows rev {ofRev}, the source is at rev {rev}. Learners see "may be out of date".',
    '{locale} 对应 rev {ofRev}，原文已是 rev {rev}。学习者会看到“可能已过时”。',
  ),
  'text/stale:meaning': error(
    '{locale} follows rev {ofRev} and misses the meaning change of rev {rev}.',
    '{locale} 对应 rev {ofRev}，未跟上 rev {rev} 的含义变更。',
  ),
  'text/no-of-rev': error(
    'A translation needs "ofRev": the rev of the source it follows.',
    '译文需要 "ofRev"：它所对应的原文 rev。',
  ),
  'text/key-mismatch': error('"{key}" has text but is not in {list}.', '"{key}" 有文本，但不在 {list} 中。'),
  'text/key-without-text': unlessDraft(
    '"{key}" of {list} has no text in {locale}.',
    '{list} 的 "{key}" 没有 {locale} 文本。',
  ),
  'text/empty': error('This text is empty after trimming.', '去掉空白后文本为空。'),
  'text/characters': error('Invisible or control character {code}.', '不可见字符或控制字符 {code}。'),
  'text/characters:nfc': error('Not in NFC form.', '不是 NFC 形式。'),
  'markdown/html': error('Raw HTML is not allowed: {html}', '不允许原始 HTML：{html}'),
  'markdown/image': error('Images are not allowed in format 1.', '格式 1 不允许图片。'),
  'markdown/heading': error('Headings are not allowed here.', '这里不允许标题。'),
  'markdown/footnote': error('Footnotes are not allowed.', '不允许脚注。'),
  'markdown/break': error('No hard line breaks by two spaces or a backslash.', '不要用两个空格或反斜杠强制换行。'),
  'markdown/block': error('Only inline Markdown is allowed here.', '这里只允许行内 Markdown。'),
  'markdown/link': error('Only https links are allowed: {url}', '只允许 https 链接：{url}'),
  'markdown/nesting': error('Nested too deeply; lists go to two levels.', '嵌套过深；列表最多两级。'),

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

  'link/unknown': error('{field} names {id}, which is not in this pack.', '{field} 引用了 {id}，本题库没有。'),
  'link/self': error('{field} names the question itself.', '{field} 引用了题目自身。'),
  'link/cycle': error('requires makes a circle: {circle}.', 'requires 形成循环：{circle}。'),
  'objective/unknown': error('There is no objective "{objective}".', '没有目标 "{objective}"。'),
  'point/unknown': error('"{name}" names "{key}", which is no key point.', '"{name}" 引用的 "{key}" 不是要点。'),
  'gap/unknown': error('"{key}" is no gap.', '"{key}" 不是空。'),
  'objective/unknown:similar': error(
    'There is no objective "{objective}". Did you mean "{similar}"?',
    '没有目标 "{objective}"。是不是 "{similar}"？',
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
  'provenance/unreviewed': error(
    'status is active but nobody other than an author reviewed rev {rev}.',
    'status 是 active，但没有作者以外的人审阅过 rev {rev}。',
  ),
  'syllabus/order': error(
    '"{topic}" stands before its prerequisite "{prerequisite}".',
    '"{topic}" 排在先修 "{prerequisite}" 之前。',
  ),
  'syllabus/duplicate': error('"{id}" is given twice.', '"{id}" 写了两次。'),
  'syllabus/prerequisite': error('There is no topic "{prerequisite}".', '没有主题 "{prerequisite}"。'),
  'syllabus/claim': error('commonClaim needs claimStatus.', 'commonClaim 需要 claimStatus。'),
} as const satisfies Readonly<Record<string, Message>>;

export type MessageId = keyof typeof messages;

export function isMessageId(text: string): text is MessageId {
  return Object.hasOwn(messages, text);
}
