import type { Locale } from '../../../reviews/events';
import type { Level } from '../finding';

type Words = Readonly<Record<Locale, string>>;

/** One message in both languages, which name the same placeholders: a test holds that. */
export type Message = Words & {
  readonly level: Level;
  /** A warning while the question is a draft. */
  readonly draft?: true;
  /** One sentence that says what to do; placeholders as in the message. */
  readonly fix?: Words;
};

/** By rule id. A `:` separates several messages of one rule; only what stands before it is shown. */
export type Messages = Readonly<Record<string, Message>>;

type Fix = readonly [en: string, zhCN: string];

export function error(en: string, zhCN: string, fix?: Fix): Message {
  return { level: 'error', en, 'zh-CN': zhCN, ...fixOf(fix) };
}

export function unlessDraft(en: string, zhCN: string, fix?: Fix): Message {
  return { level: 'error', draft: true, en, 'zh-CN': zhCN, ...fixOf(fix) };
}

export function warning(en: string, zhCN: string, fix?: Fix): Message {
  return { level: 'warning', en, 'zh-CN': zhCN, ...fixOf(fix) };
}

function fixOf(fix: Fix | undefined): { readonly fix?: Words } {
  return fix === undefined ? {} : { fix: { en: fix[0], 'zh-CN': fix[1] } };
}
