import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { Html } from '../../questions/rendered';
import { linesOf } from '../../questions/program-lines';
import theme from './themes/timeslice-light.json' with { type: 'json' };

/** A piece of a line in one colour; null is the colour of plain code. */
export type CodePiece = { readonly text: string; readonly className: string | null };

/**
 * The class of each colour of the light theme. The stylesheet gives each class its light and its dark colour, so one HTML serves
 * both without a style attribute; a test holds that the dark theme divides code in the same way.
 */
const classOfColour: Readonly<Record<string, string>> = {
  '#7a2f7a': 'tk-kw',
  '#0f6140': 'tk-str',
  '#8a4300': 'tk-num',
  '#5b6a61': 'tk-com',
  '#1f4f93': 'tk-fn',
  '#6d4b00': 'tk-cls',
  '#46524c': 'tk-op',
};

const languages = { python: 'python', py: 'python', sh: 'shellscript', bash: 'shellscript', json: 'json' } as const;

/** Beyond this, code is shown without colours: highlighting must not hold the server up. */
const LONGEST_HIGHLIGHTED = 20_000;
const LONGEST_LINE = 400;
/** A line cut off in the middle is kept for ever, so this only ends what would never end; a first line compiles the grammar. */
const LONGEST_LINE_MILLIS = 5_000;

let loading: Promise<HighlighterCore> | null = null;

/** One line of HTML for each line of a program: escaped text in spans with `tk-` classes, never nested. */
export async function renderCode(source: string, language: string): Promise<readonly Html[]> {
  return (await colourCode(source, language)).map((line) => line.map(toHtml).join(''));
}

export async function colourCode(source: string, language: string): Promise<readonly (readonly CodePiece[])[]> {
  const lines = linesOf(source);
  const lang = isKnown(language) ? languages[language] : null;
  if (lang === null || source.length > LONGEST_HIGHLIGHTED || lines.some((line) => line.length > LONGEST_LINE)) {
    return lines.map((text) => [{ text, className: null }]);
  }
  const highlighter = await (loading ??= loadHighlighter());
  const { tokens } = highlighter.codeToTokens(lines.join('\n'), {
    lang,
    theme: theme.name,
    tokenizeMaxLineLength: LONGEST_LINE,
    tokenizeTimeLimit: LONGEST_LINE_MILLIS,
  });
  return tokens.map((line) =>
    line.map(({ content, color }) => ({ text: content, className: classFor(content, color) })),
  );
}

export function classFor(text: string, colour: string | undefined): string | null {
  return text.trim() === '' ? null : (classOfColour[colour?.toLowerCase() ?? ''] ?? null);
}

function toHtml({ text, className }: CodePiece): Html {
  return className === null ? escapeHtml(text) : `<span class="${className}">${escapeHtml(text)}</span>`;
}

export function escapeHtml(text: string): Html {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function isKnown(language: string): language is keyof typeof languages {
  return Object.hasOwn(languages, language);
}

function loadHighlighter(): Promise<HighlighterCore> {
  return createHighlighterCore({
    themes: [{ ...theme, type: 'light' }],
    langs: [import('shiki/langs/python.mjs'), import('shiki/langs/shellscript.mjs'), import('shiki/langs/json.mjs')],
    engine: createJavaScriptRegexEngine(),
  });
}
