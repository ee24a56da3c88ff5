import { error, unlessDraft, warning } from './message';
import type { Messages } from './message';

/** Texts, translations and Markdown. */
export const wordsMessages = {
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
} as const satisfies Messages;
