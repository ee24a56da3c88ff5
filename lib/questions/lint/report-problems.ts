import type { Locale } from '../../reviews/events';
import { locate } from '../json-document';
import type { JsonDocument } from '../json-document';
import { compareFindings, pointerText } from './finding';
import type { Finding, Level, Problem } from './finding';
import { messages } from './messages';
import type { Message } from './messages/message';
import { repairEdits } from './repair-edits';

const MAX_FINDINGS = 20;

/** Problems with their lines and words, in order, the same one said once; at most 20 for a file. */
export function reportProblems(
  path: string,
  document: JsonDocument | null,
  problems: readonly Problem[],
  language: Locale,
): readonly Finding[] {
  const findings = problems.map((problem) => toFinding(path, document, problem, language));
  const once = new Map(findings.map((finding) => [`${finding.pointer} ${finding.line} ${finding.message}`, finding]));
  return [...once.values()].sort(compareFindings).slice(0, MAX_FINDINGS);
}

/** What is an error in a complete question is a warning in a draft, where things may still be missing. */
export function levelOf(problem: Problem, status: string | null): Level {
  const message: Message = messages[problem.message];
  return message.draft === true && status === 'draft' ? 'warning' : message.level;
}

function toFinding(path: string, document: JsonDocument | null, problem: Problem, language: Locale): Finding {
  const message: Message = messages[problem.message];
  const place = document === null ? { line: 1, column: 1, endLine: 1, endColumn: 1 } : locate(document, problem);
  return {
    path,
    ...place,
    rule: problem.message.replace(/:.*$/, ''),
    level: levelOf(problem, statusOf(document)),
    message: fill(message[language], problem.params ?? {}),
    fix: message.fix === undefined ? null : fill(message.fix[language], problem.params ?? {}),
    edits: document === null ? [] : repairEdits(document.text, problem.repair),
    pointer: pointerText(problem.pointer),
  };
}

function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function statusOf(document: JsonDocument | null): string | null {
  const value = document?.value;
  if (typeof value !== 'object' || value === null || !('status' in value)) return null;
  return typeof value.status === 'string' ? value.status : null;
}
