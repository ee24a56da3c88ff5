import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '@/lib/questions/lint/finding';
import { needsLater } from '@/lib/server/content/needs-later';
import { readPackFolder } from '@/lib/server/content/read-pack';
import { listPacks } from '@/lib/server/content/walk-pack';
import { asFile, mutated } from '@/tests/questions/check-file';
import { samplePack, sampleSyllabus } from '@/tests/questions/samples';
import { QuestionFolder } from './question-folder';

async function read(folder: QuestionFolder) {
  const { contents, findings } = await readPackFolder(folder.dir, 'samples', new Map());
  return {
    sound: contents?.sound.map(({ slug }) => slug).sort() ?? null,
    findings: findings.map(formatFinding),
    contents,
  };
}

const all = ['choice', 'cloze', 'match', 'order', 'predict', 'recall', 'scenario', 'spot-bug'];

describe('a pack in a folder', () => {
  it('is read with its programs', async () => {
    const { sound, findings, contents } = await read(new QuestionFolder());
    expect(findings).toEqual([]);
    expect(sound).toEqual(all);
    expect(contents?.sound.find(({ slug }) => slug === 'predict')?.programs).toEqual({
      main: 'count = 0\ncount += 1\nprint(count)\n',
    });
  });

  it('is read as on Windows: line ends are a warning in the question and become LF in programs', async () => {
    const folder = new QuestionFolder();
    folder.write('samples/locks/recall.json', asFile(mutated('recall')).replaceAll('\n', '\r\n'));
    folder.write('samples/locks/code/predict.py', 'count = 0\r\ncount += 1\r\nprint(count)\r\n');
    const { sound, contents } = await read(folder);
    expect(sound).toEqual(all);
    expect(contents?.sound.find(({ slug }) => slug === 'predict')?.programs['main']).not.toContain('\r');
  });

  it('leaves out a broken question, says where, and reads the rest', async () => {
    const folder = new QuestionFolder();
    folder.write('samples/locks/recall.json', asFile(mutated('recall')).replace('"level": 2', '"level": 2e0'));
    const { sound, findings } = await read(folder);
    expect(sound).toEqual(all.filter((slug) => slug !== 'recall'));
    expect(findings).toEqual([
      'questions/samples/locks/recall.json:8:12  error  json/number  2e0 is not a plain whole number. Write 2.',
    ]);
  });

  it('keeps links to a question that is broken', async () => {
    const folder = new QuestionFolder();
    folder.question('recall', { level: 9 });
    expect((await read(folder)).sound).toContain('cloze');
  });

  it('finds a program that is missing, that nobody names, or that is not text', async () => {
    const folder = new QuestionFolder();
    folder.remove('samples/locks/code/spot-bug-fixed.py');
    folder.write('samples/locks/code/old.py', 'print(1)\n');
    folder.write('samples/locks/code/predict.py', Buffer.from([0x70, 0xb5]));
    const { sound, findings } = await read(folder);
    expect(findings.map((finding) => finding.replace(/^.*(error|warning) {2}/, ''))).toEqual([
      'program/encoding  code/predict.py is not plain UTF-8 text: byte 0xB5.',
      'file/missing  code/spot-bug-fixed.py does not exist.',
      'file/orphan  No question names this program.',
    ]);
    expect(sound).toEqual(all.filter((slug) => slug !== 'predict' && slug !== 'spot-bug'));
  });

  it('does not read what is too large', async () => {
    const folder = new QuestionFolder();
    folder.write('samples/locks/recall.json', ' '.repeat(2_000_000));
    folder.write('samples/locks/code/predict.py', '#'.repeat(2_000_000));
    const { findings } = await read(folder);
    expect(findings.join('\n')).toContain('The file has 1954 KiB, the limit is 64 KiB.');
    expect(findings.join('\n')).toContain('code/predict.py has 2000000 bytes, the limit is 8192.');
  });

  it('names files at a wrong place or with a wrong name', async () => {
    const folder = new QuestionFolder();
    folder.write('samples/stray.json', '{}');
    folder.write('samples/locks/deeper/stray.json', '{}');
    folder.write('samples/locks/Recall_2.json', asFile(mutated('recall', { id: 'q-0000000001' })));
    const { findings, sound } = await read(folder);
    expect(findings).toEqual([
      'questions/samples/locks/Recall_2.json:1:1  error  path/slug  "Recall_2" is not a slug: small letters, digits and hyphens.',
      'questions/samples/stray.json:1:1  error  path/layout  Expected questions/<pack>/<topic>/<slug>.json.',
      'questions/samples/locks/deeper/stray.json:1:1  error  path/layout  Expected questions/<pack>/<topic>/<slug>.json.',
    ]);
    expect(sound).toEqual(all);
  });

  it('leaves hidden files and notes alone', async () => {
    const folder = new QuestionFolder();
    folder.write('samples/README.md', '# For authors');
    folder.write('samples/.cache/x.json', '{}');
    folder.write('samples/locks/.recall.json.swp', 'x');
    folder.write('samples/locks/code/__pycache__/predict.pyc', 'x');
    expect((await read(folder)).findings).toEqual([]);
  });
});

describe('links and special files', () => {
  it('what leads out of the folder is refused and not read', async () => {
    const folder = new QuestionFolder();
    folder.write('../secret/pack.json', '{}');
    folder.write('../secret/note.json', asFile(mutated('recall', { id: 'q-0000000001' })));
    symlinkSync(folder.path('../secret/note.json'), folder.path('samples/locks/note.json'));
    symlinkSync(folder.path('../secret'), folder.path('samples/secret'));
    const { findings, sound } = await read(folder);
    expect(sound).toEqual(all);
    expect([...findings].sort()).toEqual([
      'questions/samples/locks/note.json:1:1  error  path/outside  note.json leaves the folder of the pack.',
      'questions/samples/secret:1:1  error  path/outside  secret leaves the folder of the pack.',
    ]);
  });

  it('a pack that is a link out is not read', async () => {
    const folder = new QuestionFolder();
    const other = new QuestionFolder();
    symlinkSync(other.path('samples'), folder.path('linked'));
    const { contents, findings } = await readPackFolder(folder.dir, 'linked', new Map());
    expect(contents).toBeNull();
    expect(findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'questions/linked/pack.json file/missing',
      'questions/linked/syllabus.json file/missing',
      'questions/linked path/outside',
    ]);
  });

  it('a link that stays inside is followed, one that leads nowhere is absent', async () => {
    const folder = new QuestionFolder();
    folder.remove('samples/locks/code/predict.py');
    folder.write('samples/locks/shared.txt', 'print(1)\n');
    symlinkSync(folder.path('samples/locks/shared.txt'), folder.path('samples/locks/code/predict.py'));
    symlinkSync(folder.path('samples/nowhere'), folder.path('samples/locks/gone.json'));
    symlinkSync(folder.path('samples'), folder.path('samples/locks/circle'));
    expect((await read(folder)).sound).toEqual(all);
  });

  it('what is no regular file is left alone: reading it could wait for ever', async () => {
    const folder = new QuestionFolder();
    const server = createServer().listen(folder.path('samples/locks/socket.json'));
    await once(server, 'listening');
    expect((await read(folder)).sound).toEqual(all);
    server.close();
  });
});

describe('pack.json and syllabus.json', () => {
  it.each([
    ['is missing', (folder: QuestionFolder) => folder.remove('samples/pack.json'), 'file/missing'],
    ['is not JSON', (folder: QuestionFolder) => folder.write('samples/pack.json', '{'), 'json/syntax'],
    ['is missing beside it', (folder: QuestionFolder) => folder.remove('samples/syllabus.json'), 'file/missing'],
    [
      'has another id than its folder',
      (folder: QuestionFolder) => folder.write('samples/pack.json', asFile({ ...samplePack, id: 'other' })),
      'path/pack',
    ],
    [
      'belongs to another pack',
      (folder: QuestionFolder) => folder.write('samples/syllabus.json', asFile({ ...sampleSyllabus, pack: 'other' })),
      'path/pack',
    ],
    [
      'needs a later Timeslice',
      (folder: QuestionFolder) =>
        folder.write('samples/pack.json', asFile({ ...samplePack, needsTimeslice: '>=99.0.0' })),
      'pack/needs-timeslice',
    ],
  ])('stops the pack when it %s', async (_what, spoil, rule) => {
    const folder = new QuestionFolder();
    spoil(folder);
    const { contents, findings } = await readPackFolder(folder.dir, 'samples', new Map());
    expect(contents).toBeNull();
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });

  it.each([
    ['>=1.0.0', '1.0.0', false],
    ['>=1.0.0', '1.2.3', false],
    ['>=1.10.0', '1.9.9', true],
    ['>=1.0.1', '1.0.0', true],
    ['>=2.0.0', '1.9.9', true],
    ['>=1.9.9', '2.0.0', false],
  ])('%s is later than %s: %s', (needs, version, later) => {
    expect(needsLater(needs, version) !== null).toBe(later);
  });
});

describe('the packs of a folder', () => {
  it('are its visible folders but schema', async () => {
    const folder = new QuestionFolder();
    folder.write('schema/question.v1.schema.json', '{}');
    folder.write('.git/config', '');
    folder.write('README.md', '');
    expect(await listPacks(folder.dir)).toEqual(['samples']);
  });

  it('cannot be listed where there is no folder', async () => {
    await expect(listPacks(dirname('/nowhere/at/all'))).rejects.toThrow('ENOENT');
  });
});
