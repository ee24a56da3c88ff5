import type { MessageId } from './messages';

export type Level = 'error' | 'warning';

/** Where in a JSON document: keys and indexes from the root. Empty for the document as a whole. */
export type Pointer = readonly (string | number)[];

/** What a rule found, before anybody knows its line or its language. */
export type Problem = {
  readonly message: MessageId;
  readonly pointer: Pointer;
  /** Whether the name of the property or its value is at fault; the value unless said otherwise. */
  readonly at?: 'key';
  /** Values for the placeholders of the message. */
  readonly params?: Readonly<Record<string, string | number>>;
};

/** What an author is shown. Lines and columns start at 1; columns count characters (code points). */
export type Finding = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  /** RFC 6901. */
  readonly pointer: string;
};

export function compareFindings(a: Finding, b: Finding): number {
  return compareText(a.path, b.path) || a.line - b.line || a.column - b.column || compareText(a.rule, b.rule);
}

/** `path:line:col  level  rule  message`, as an editor's problem matcher reads it. */
export function formatFinding(finding: Finding): string {
  return `${finding.path}:${finding.line}:${finding.column}  ${finding.level}  ${finding.rule}  ${finding.message}`;
}

export function pointerText(pointer: Pointer): string {
  return pointer.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
