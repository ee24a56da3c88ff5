import { linesOf } from '../program-lines';
import type { CodeBlock } from '../schema-program';
import type { Pointer, Problem } from './finding';
import type { ProgramFile, Rule } from './subject';

/** Limits of question-format.md §10. */
export const PROGRAM_MAX_BYTES = 8 * 1024;
const MAX_LINES = 120;
const MAX_PROMPT_LINES = 60;
const MAX_COLUMNS = 100;

/** The programs exist, are named after the question, are text, and fit on a page. */
export const programFiles: Rule = ({ slug, parts, programs }) =>
  parts.code.flatMap((block, index) => {
    const pointer = ['code', index, block.file === undefined ? 'source' : 'file'];
    if (block.file === undefined) {
      return block.source === undefined ? [] : checkSize(block.source, 'source', block, pointer);
    }
    const program = programs[block.key] ?? { kind: 'missing' };
    return [...checkName(block.file, slug, block.key, pointer), ...checkFile(program, block.file, block, pointer)];
  });

function checkName(file: string, slug: string, key: string, pointer: Pointer): readonly Problem[] {
  const name = file.replace(/^code\//, '').replace(/\.[a-z]+$/, '');
  if (name === slug || name === `${slug}-${key}`) return [];
  const expected = `code/${slug}-${key}${/\.[a-z]+$/.exec(file)?.[0] ?? ''}`;
  return [{ message: 'file/name', pointer, params: { file, expected } }];
}

function checkFile(program: ProgramFile, file: string, block: CodeBlock, pointer: Pointer): readonly Problem[] {
  switch (program.kind) {
    case 'missing':
      return [{ message: 'file/missing', pointer, params: { file } }];
    case 'too-large':
      return [{ message: 'program/size', pointer, params: { file, actual: program.bytes, limit: PROGRAM_MAX_BYTES } }];
    case 'unreadable':
      return [{ message: 'program/encoding', pointer, params: { file, problem: program.problem } }];
    case 'text':
      return checkSize(program.text, file, block, pointer);
  }
}

function checkSize(text: string, file: string, block: CodeBlock, pointer: Pointer): readonly Problem[] {
  const lines = linesOf(text);
  const problems: Problem[] = [];
  if (lines.length > MAX_LINES) {
    problems.push({ message: 'program/size:lines', pointer, params: { file, actual: lines.length, limit: MAX_LINES } });
  } else if (block.show === 'prompt' && lines.length > MAX_PROMPT_LINES) {
    const params = { file, actual: lines.length, limit: MAX_PROMPT_LINES };
    problems.push({ message: 'program/size:prompt', pointer, params });
  }
  const wide = lines.findIndex((line) => line.length > MAX_COLUMNS && Array.from(line).length > MAX_COLUMNS);
  if (wide >= 0) {
    const params = { file, line: wide + 1, actual: Array.from(lines[wide] ?? '').length, limit: MAX_COLUMNS };
    problems.push({ message: 'program/size:columns', pointer, params });
  }
  return problems;
}
