import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate, questionLimits, readJsonDocument } from '@/lib/questions/json-document';
import { formatFinding } from '@/lib/questions/lint/finding';
import { reportProblems } from '@/lib/questions/lint/report-problems';
import { quickJson, scanJson } from '@/lib/questions/quick-json';
import { asFile, findingsIn, mutated } from './check-file';

function problemsIn(content: string | Uint8Array): readonly string[] {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const document = readJsonDocument(bytes, questionLimits);
  return reportProblems('a.json', document, document.problems, 'en').map(formatFinding);
}

describe('bytes that are not UTF-8 text', () => {
  it('are refused at the line of the first bad byte', () => {
    const bytes = Buffer.concat([
      Buffer.from('{\n  "a": "gut",\n  "b": "'),
      Buffer.from([0xb5]),
      Buffer.from('"\n}\n'),
    ]);
    expect(problemsIn(bytes)).toEqual([
      'a.json:3:9  error  json/encoding  The file is not UTF-8 (byte 0xB5 at line 3). Save it as UTF-8 without BOM.',
    ]);
  });

  it('are refused when the last character is cut off', () => {
    expect(problemsIn(Buffer.from('"中').subarray(0, 3))[0]).toContain('json/encoding');
  });

  it('are refused with a byte order mark', () => {
    expect(problemsIn('\uFEFF{}')).toEqual([
      'a.json:1:1  error  json/encoding  The file starts with a byte order mark. Save it as UTF-8 without BOM.',
    ]);
  });

  it('are refused with a NUL, raw or as an escape', () => {
    expect(problemsIn('{\n\0}')).toEqual(['a.json:2:1  error  json/encoding  The file contains a NUL character.']);
    expect(problemsIn('{"a": "\\u0000"}')).toEqual([
      'a.json:1:7  error  json/encoding  The file contains a NUL character.',
    ]);
  });

  it('are refused with half a character, in a value or a name', () => {
    const message = 'Half of a surrogate pair (\\ud83e) is not a character.';
    expect(problemsIn('{"a": "\\ud83e"}')).toEqual([`a.json:1:7  error  json/encoding  ${message}`]);
    expect(problemsIn('{"\\ud83e": 1}')).toEqual([`a.json:1:2  error  json/encoding  ${message}`]);
    expect(problemsIn('{"a": "\\ud83e\\uddf5"}')).toEqual([]);
  });
});

describe('what JSON.parse would let through', () => {
  it('an equal key is named with the line of the first', () => {
    expect(problemsIn('{\n  "rev": 1,\n  "a": { "rev": 2 },\n  "rev": 3\n}')).toEqual([
      'a.json:4:3  error  json/duplicate-key  "rev" is given twice (first at line 2). JSON would silently keep the last.',
    ]);
  });

  it('a key equal after its escapes is equal', () => {
    expect(problemsIn('{"rev": 1, "r\\u0065v": 2}')[0]).toContain('json/duplicate-key');
  });

  it('names of the prototype are refused however they are written', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
      expect(problemsIn(`{"x": {"${name}": {"a": 1}}}`)[0]).toContain('json/reserved-key');
    }
    expect(problemsIn('{"x": "constructor"}')).toEqual([]);
  });

  it('a number that is not plain is refused, except under x', () => {
    expect(problemsIn('{"level": 1.0e0}')).toEqual([
      'a.json:1:11  error  json/number  1.0e0 is not a plain whole number. Write 1.',
    ]);
    expect(problemsIn('{"level": 12345678901234567890}')[0]).toContain('json/number');
    expect(problemsIn('{"x": {"ratio": 1.5}, "true": true, "false": false}')).toEqual([]);
  });
});

describe('what is not JSON', () => {
  it('comments and trailing commas are named as such', () => {
    const message = 'JSON has no comments and no trailing commas. Own remarks go under "x".';
    expect(problemsIn('{\n  // mine\n  "a": 1\n}')).toEqual([`a.json:2:3  error  json/comment  ${message}`]);
    expect(problemsIn('{\n  "a": 1,\n}')).toContain(`a.json:3:1  error  json/comment  ${message}`);
    expect(problemsIn('{ "a": [1, 2,] }')).toContain(`a.json:1:14  error  json/comment  ${message}`);
  });

  it('a missing comma is found where it is missing', () => {
    expect(problemsIn('{\n  "a": 1\n  "b": 2\n}')).toEqual([
      'a.json:3:3  error  json/syntax  This is not JSON: comma expected.',
    ]);
  });

  it('an empty file, a word and a file cut short are refused', () => {
    for (const text of ['', ' \n', 'hello', '{"a": [1', '{"a": "b', '[1] 2']) {
      expect(problemsIn(text)[0]).toContain('json/syntax');
    }
  });

  it('a file over the limit is not looked into', () => {
    expect(problemsIn(`"${'a'.repeat(64 * 1024)}"`)).toEqual([
      'a.json:1:1  error  json/too-large  The file has 65 KiB, the limit is 64 KiB. Is it several questions?',
    ]);
    expect(problemsIn(`"${'a'.repeat(64 * 1024 - 2)}"`)).toEqual([]);
  });

  it('twelve levels are read, thirteen are not, thirty thousand do no harm', () => {
    expect(problemsIn('['.repeat(12) + ']'.repeat(12))).toEqual([]);
    expect(problemsIn('['.repeat(13) + ']'.repeat(13))).toEqual([
      'a.json:1:13  error  json/too-deep  Nested deeper than 12 levels.',
    ]);
    expect(problemsIn('{"a":'.repeat(10_000))[0]).toContain('json/too-deep');
    expect(problemsIn(`"${'['.repeat(100)}"`)).toEqual([]);
  });
});

describe('places', () => {
  it('columns count characters, not code units or bytes', () => {
    const text = '{ "𝄞": "中", "level": 9 }';
    const document = readJsonDocument(Buffer.from(text), questionLimits);
    expect(locate(document, { message: 'schema/range', pointer: ['level'] })).toEqual({
      line: 1,
      column: 22,
      endLine: 1,
      endColumn: 23,
    });
  });

  it('a problem with a value points at the value, one with a key at the key', () => {
    const text = asFile(mutated('recall', { level: 6, colour: 1 }));
    expect(findingsIn('recall', text).map(({ line, column, rule }) => [line, column, rule])).toEqual([
      [lineWith(text, '"level": 6'), '  "level": '.length + 1, 'schema/range'],
      [lineWith(text, '"colour": 1'), '  '.length + 1, 'schema/unknown-key'],
    ]);
  });

  it('something missing points at the nearest thing that is there', () => {
    const text = asFile(mutated('recall', { 'text.en.answer': undefined }));
    const [finding] = findingsIn('recall', text);
    expect(finding).toMatchObject({ line: lineWith(text, '"en": {'), column: 5, pointer: '/text/en/answer' });
  });

  it('CR line ends are a matter of form', () => {
    const text = asFile(mutated('recall')).replaceAll('\n', '\r\n');
    expect(findingsIn('recall', text).map((finding) => finding.rule)).toEqual(['fmt/line-ends']);
  });
});

describe('whatever bytes come', () => {
  it('random bytes never crash the reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        problemsIn(bytes);
      }),
    );
  });

  it('a byte flipped in a valid file never crashes the checker', () => {
    const valid = Buffer.from(asFile(mutated('scenario')));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bytes = Buffer.from(valid);
        bytes[at] = byte;
        for (const finding of problemsIn(bytes)) expect(finding).toMatch(/^a\.json:\d+:\d+ {2}(error|warning) /);
        findingsIn('scenario', bytes.toString('latin1'));
      }),
    );
  });

  it('the quick reader gives what JSON.parse gives, or leaves it to the slow one', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const quick = quickJson(text, scanJson(text, 12));
        if (quick !== undefined) expect(quick).toEqual(JSON.parse(text));
        const read = readJsonDocument(Buffer.from(text), questionLimits);
        if (read.problems.length === 0) expect(read.value).toEqual(JSON.parse(text));
      }),
    );
  });
});

function lineWith(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}
