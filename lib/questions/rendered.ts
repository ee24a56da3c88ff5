import type { Locale } from '../reviews/events';

/** Sanitised HTML made by the server; safe to insert as it is. */
export type Html = string;

/** One question's words in one locale, Markdown and programs already turned into HTML (once per content hash). */
export type RenderedQuestion = {
  readonly locale: Locale;
  /** The source-locale text stands in because this locale is missing. */
  readonly fallback: boolean;
  /** `ofRev` lies below the revision of the source text. */
  readonly stale: boolean;
  readonly title: Html;
  /** The title without markup, for document titles and lists. */
  readonly titleText: string;
  readonly prompt: Html;
  readonly oneLine: Html | null;
  readonly answer: Html | null;
  readonly why: Html | null;
  readonly pitfall: Html | null;
  readonly versionNote: Html | null;
  readonly hints: readonly Html[];
  readonly keyPoints: Readonly<Record<string, Html>>;
  readonly options: Readonly<Record<string, { readonly label: Html; readonly why: Html }>>;
  /** The passage with each gap as `<span data-gap="key"></span>`; null unless cloze. */
  readonly cloze: Html | null;
  readonly items: Readonly<Record<string, { readonly label: Html; readonly why: Html | null }>>;
  readonly left: Readonly<Record<string, { readonly label: Html; readonly why: Html | null }>>;
  readonly right: Readonly<Record<string, { readonly label: Html; readonly why: Html | null }>>;
  readonly orders: Readonly<Record<string, Html>>;
  readonly redFlags: Readonly<Record<string, Html>>;
  readonly misconceptions: Readonly<Record<string, Html>>;
  readonly followUps: Readonly<Record<string, { readonly prompt: Html; readonly answer: Html }>>;
  /** One HTML string per line of each program (class names only, no inline style), and its caption. */
  readonly code: Readonly<
    Record<string, { readonly lines: readonly Html[]; readonly caption: Html | null; readonly fileName: string | null }>
  >;
};
