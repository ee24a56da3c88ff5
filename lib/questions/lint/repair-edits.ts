import { modify } from 'jsonc-parser';
import type { Problem, TextEdit } from './finding';

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** What a repair changes in the text; everything else stays as it is, byte for byte. */
export function repairEdits(text: string, repair: Problem['repair']): readonly TextEdit[] {
  if (repair === undefined || repair === 'canonical') return [];
  return repair.flatMap(({ pointer, value }) =>
    modify(text, [...pointer], value, { formattingOptions }).map(({ offset, length, content }) => ({
      offset,
      length,
      text: content,
    })),
  );
}
