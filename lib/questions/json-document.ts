import { findNodeAtLocation, getNodePath, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { decodeUtf8 } from './decode-utf8';
import type { Pointer, Problem } from './lint/finding';
import { isReservedName, quickJson, scanJson } from './quick-json';

/**
 * A JSON file that can tell the place of everything in it. `JSON.parse` loses places and silently keeps the last of two equal
 * keys, so whatever is not plain and right goes through jsonc-parser; comments and trailing commas are errors all the same.
 */
export type JsonDocument = {
  readonly text: string;
  /** Undefined when the file could not be read as JSON at all. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Places of problems that have no pointer. */
  readonly offsets: ReadonlyMap<Problem, number>;
};

export type JsonLimits = { readonly maxBytes: number; readonly maxDepth: number };

export const questionLimits: JsonLimits = { maxBytes: 64 * 1024, maxDepth: 12 };
/** A syllabus holds every objective of a pack in two languages. */
export const syllabusLimits: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 12 };

const MAX_SYNTAX_PROBLEMS = 20;

/** Reads the bytes of one file; never throws, whatever they are. */
export function readJsonDocument(bytes: Uint8Array, limits: JsonLimits): JsonDocument {
  if (bytes.length > limits.maxBytes) {
    const params = { size: Math.ceil(bytes.length / 1024), limit: limits.maxBytes / 1024 };
    return failed('', { message: 'json/too-large', pointer: [], params }, 0);
  }
  const { text, badByte } = decodeUtf8(bytes);
  if (badByte !== null) {
    const params = { byte: badByte, line: lineAndColumn(text, text.length).line };
    return failed(text, { message: 'json/encoding', pointer: [], params }, text.length);
  }
  if (text.startsWith('\uFEFF')) return failed(text, { message: 'json/encoding:bom', pointer: [] }, 0);
  const nul = text.indexOf('\0');
  if (nul >= 0) return failed(text, { message: 'json/encoding:nul', pointer: [] }, nul);

  const scan = scanJson(text, limits.maxDepth);
  if (scan.tooDeepAt !== null) {
    return failed(text, { message: 'json/too-deep', pointer: [], params: { limit: limits.maxDepth } }, scan.tooDeepAt);
  }
  const quick = quickJson(text, scan);
  return quick === undefined ? parseSlowly(text) : document(text, quick, new Map());
}

/** A stretch of a text: lines and columns from 1, columns in characters; the end is exclusive. */
export type Place = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** Where a problem is: its value or its name, or the name of the nearest parent that exists. */
export function locate(json: JsonDocument, problem: Problem): Place {
  const known = json.offsets.get(problem);
  const span =
    known !== undefined || json.value === undefined
      ? spanFrom(json.text, known ?? 0)
      : nodeSpan(parseTree(json.text), problem.pointer, problem.at === 'key');
  const start = lineAndColumn(json.text, span.offset);
  const end = lineAndColumn(json.text, span.offset + span.length);
  return { ...start, endLine: end.line, endColumn: end.column };
}

type Span = { readonly offset: number; readonly length: number };

/** The token at a place that no value stands for: a word, a number, a string, or one sign. */
function spanFrom(text: string, offset: number): Span {
  const token = /^(?:"(?:[^"\\\n]|\\.)*"|[\w.+-]+|[^\n])/u.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return { offset, length: token.length };
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}

function nodeSpan(tree: Node | undefined, pointer: Pointer, atKey: boolean): Span {
  if (tree === undefined) return { offset: 0, length: 0 };
  for (let length = pointer.length; length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, pointer.slice(0, length));
    if (node === undefined) continue;
    const named = atKey || length < pointer.length;
    return named && node.parent?.type === 'property' ? (node.parent.children?.[0] ?? node) : firstSign(node);
  }
  return { offset: 0, length: 0 };
}

/** An object or a list is pointed at by its opening sign: underlining all of it would say nothing. */
function firstSign(node: Node): Span {
  const isLong = node.type === 'object' || node.type === 'array';
  return { offset: node.offset, length: isLong ? 1 : node.length };
}

function failed(text: string, problem: Problem, offset: number): JsonDocument {
  return { text, value: undefined, problems: [problem], offsets: new Map([[problem, offset]]) };
}

function document(text: string, value: unknown, offsets: Map<Problem, number>): JsonDocument {
  const cr = text.indexOf('\r');
  if (cr >= 0) offsets.set({ message: 'fmt/line-ends', pointer: [] }, cr);
  return { text, value, problems: [...offsets.keys()], offsets };
}

function parseSlowly(text: string): JsonDocument {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const offsets = new Map<Problem, number>();
  if (tree === undefined || errors.length > 0) {
    for (const error of errors.slice(0, MAX_SYNTAX_PROBLEMS)) offsets.set(syntaxProblem(error, text), error.offset);
    return { text, value: undefined, problems: [...offsets.keys()], offsets };
  }
  return document(text, toValue(tree, { text, offsets }), offsets);
}

function syntaxProblem(error: ParseError, text: string): Problem {
  const name = printParseErrorCode(error.error);
  const afterComma = /,\s*$/.test(text.slice(Math.max(0, error.offset - 200), error.offset));
  const closes = /^[}\]]/.test(text.slice(error.offset, error.offset + 1));
  if (name === 'InvalidCommentToken' || (closes && afterComma)) return { message: 'json/comment', pointer: [] };
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return { message: 'json/syntax', pointer: [], params: { problem: words } };
}

type Reading = { readonly text: string; readonly offsets: Map<Problem, number> };

/** The plain value of a tree, noting on the way what JSON.parse would let through. */
function toValue(node: Node, reading: Reading): unknown {
  switch (node.type) {
    case 'object':
      return toObject(node, reading);
    case 'array':
      return (node.children ?? []).map((child) => toValue(child, reading));
    case 'string':
      checkCharacters(node, reading);
      return node.value;
    case 'number':
      checkNumber(node, reading);
      return node.value;
    case 'boolean':
      return node.value;
    case 'null':
    case 'property':
      return null;
  }
}

function toObject(node: Node, reading: Reading): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const first = new Map<string, number>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name === undefined || value === undefined) continue;
    const key = String(name.value);
    checkCharacters(name, reading);
    if (isReservedName(key)) {
      reading.offsets.set({ message: 'json/reserved-key', pointer: [], params: { key } }, name.offset);
      continue;
    }
    const earlier = first.get(key);
    if (earlier !== undefined) {
      const { line } = lineAndColumn(reading.text, earlier);
      reading.offsets.set({ message: 'json/duplicate-key', pointer: [], params: { key, line } }, name.offset);
    }
    first.set(key, name.offset);
    object[key] = toValue(value, reading);
  }
  return object;
}

/** NUL and halves of surrogate pairs can be written as escapes; neither database takes them. */
function checkCharacters(node: Node, { offsets }: Reading): void {
  const value = String(node.value);
  if (value.includes('\0')) offsets.set({ message: 'json/encoding:nul', pointer: [] }, node.offset);
  const half = /[\uD800-\uDFFF]/u.exec(value)?.[0];
  if (half === undefined) return;
  const code = `\\u${half.charCodeAt(0).toString(16)}`;
  offsets.set({ message: 'json/encoding:surrogate', pointer: [], params: { code } }, node.offset);
}

/** Every number of the format is whole; 1.0e3 would read the same and hash the same, but not to people. Under `x` anything goes. */
function checkNumber(node: Node, { text, offsets }: Reading): void {
  const written = text.slice(node.offset, node.offset + node.length);
  if (/^-?(0|[1-9][0-9]{0,14})$/.test(written) || getNodePath(node)[0] === 'x') return;
  const value = Math.round(Number(node.value));
  offsets.set({ message: 'json/number', pointer: [], params: { text: written, value } }, node.offset);
}
