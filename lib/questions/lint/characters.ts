import { stringsThat } from './strings';
import type { Problem } from './finding';
import type { Rule } from './subject';

/**
 * Characters that nobody sees: controls other than line feed and tab, soft hyphens, zero-width characters, marks and overrides of
 * direction (a program can be made to read other than it runs), line separators, tags, noncharacters.
 */
const invisible =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB]|[\u{E0000}-\u{E0FFF}]|\p{Noncharacter_Code_Point}/u;

/** Words are in NFC and hold nothing invisible. Expectations may: a program prints what it prints. */
export const characters: Rule = ({ question, programs }) => {
  const { text, provenance, misconceptions, changeNote } = question;
  const words = { text, provenance, misconceptions, changeNote, gaps: 'gaps' in question ? question.gaps : [] };
  const inPrograms = (question.code ?? []).flatMap((block, index) => {
    const program = programs[block.key];
    if (block.source !== undefined) return [{ pointer: ['code', index, 'source'], value: block.source }];
    return program?.kind === 'text' ? [{ pointer: ['code', index, 'file'], value: program.text }] : [];
  });
  return [
    ...[...stringsThat(hasInvisible, words, []), ...inPrograms.filter(({ value }) => hasInvisible(value))].map(
      ({ pointer, value }): Problem => ({ message: 'text/characters', pointer, params: { code: invisibleIn(value) } }),
    ),
    ...stringsThat(isDecomposed, words, []).map(({ pointer }): Problem => ({
      message: 'text/characters:nfc',
      pointer,
    })),
  ];
};

function hasInvisible(value: string): boolean {
  return invisible.test(value);
}

function invisibleIn(value: string): string {
  const found = invisible.exec(value)?.[0].codePointAt(0) ?? 0;
  return `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

function isDecomposed(value: string): boolean {
  return value !== value.normalize('NFC');
}
