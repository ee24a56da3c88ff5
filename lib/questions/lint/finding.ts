import type { MessageId } from './messages';

export type Level = 'error' | 'warning';

/** Where in a JSON document: keys and indexes from the root. Empty for the document as a whole. */
export type Pointer = readonly (string | number)[];

/** One value of the document set (or, with undefined, removed) by `--fix`. */
export type Repair = { readonly pointer: Pointer; readonly value: unknown };

/** What a rule found, before anybody knows its line or its language. */
export type Problem = {
  readonly message: MessageId;
  readonly pointer: Pointer;
  /** Whether the name of the property or its value is at fault; the value unless said otherwise. */
  readonly at?: 'key';
  /** Values for the placeholders of the message. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Only where there is one safe answer. `canonical`: writing the file in canonical form is the repair. */
  readonly repair?: readonly Repair[] | 'canonical';
};

/** A piece of the file replaced: offset and length in UTF-16 code units. */
export type TextEdit = { readonly offset: number; readonly length: number; readonly text: string };

/** What an author is shown. Lines and columns start at 1; columns count characters (code points); the end is exclusive. */
export type Finding = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  /** What to do, in one sentence; null where the message says it. */
  readonly fix: string | null;
  /** What `--fix` would change, and an editor's Fix button; empty where only a person can decide. */
  readonly edits: readonly TextEdit[];
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
