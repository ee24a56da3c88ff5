import type { ReactNode } from 'react';

/** The text with every place that contains what was searched for marked; compared without case and width. */
export function marked(text: string, wanted: string): ReactNode {
  const needle = fold(wanted.trim());
  const folded = fold(text);
  // Folding may change lengths (ﬁ becomes fi): then the places no longer fit, and nothing is marked.
  if (needle === '' || folded.length !== text.length) return text;
  const parts: ReactNode[] = [];
  let from = 0;
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  return [...parts, text.slice(from)];
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
