import { decodeUtf8 } from '../../questions/decode-utf8';
import { PROGRAM_MAX_BYTES } from '../../questions/lint/program-files';
import type { ProgramFile } from '../../questions/lint/subject';
import type { SmallFile } from './read-small-file';

/** One program with LF line ends, or why there is none. */
export function readProgram(file: SmallFile | undefined): ProgramFile {
  if (file === undefined || file.kind === 'unreadable') return { kind: 'missing' };
  if (file.kind === 'too-large') return { kind: 'too-large', bytes: file.bytes };
  if (file.bytes.length > PROGRAM_MAX_BYTES) return { kind: 'too-large', bytes: file.bytes.length };
  const { text, badByte } = decodeUtf8(file.bytes);
  if (badByte !== null) return { kind: 'unreadable', problem: `byte 0x${badByte}` };
  if (text.startsWith('\uFEFF')) return { kind: 'unreadable', problem: 'byte order mark' };
  if (text.includes('\0')) return { kind: 'unreadable', problem: 'NUL' };
  return { kind: 'text', text: text.replaceAll('\r\n', '\n'), bytes: file.bytes.length };
}
