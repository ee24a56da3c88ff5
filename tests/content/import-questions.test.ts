import { describe, expect, it } from 'vitest';
import type { QuestionId } from '@/lib/base/ids';
import { formatFinding } from '@/lib/questions/lint/finding';
import { importQuestions } from '@/lib/server/content/import-questions';
import type { PackReport } from '@/lib/server/content/import-report';
import { formatImportReport } from '@/lib/server/content/import-report';
import type { QuestionWrite } from '@/lib/server/store/stores';
import { asFile, mutated } from '@/tests/questions/check-file';
import { samplePack, samples, sampleSyllabus } from '@/tests/questions/samples';
import { choice, counts, Instance, meaning, recall } from './instance';
import type { QuestionFolder } from './question-folder';

function lines(report: PackReport): readonly string[] {
  return report.findings.map(formatFinding);
}

describe('a first import', () => {
  it('adds every question with its head, revision, programs, search texts and place', async () => {
    const instance = new Instance();
    const report = await instance.import();
    expect(counts(report)).toEqual({ added: 8 });
    expect(report).toMatchObject({ pack: 'samples', readable: true, read: 8, taken: 8, kept: 0, findings: [] });

    const { content } = instance.stores;
    const head = await content.findBySlug('samples', 'cloze');
    expect(head).toMatchObject({
      id: samples.cloze.id,
      topic: 'locks',
      type: 'cloze',
      status: 'active',
      rev: 1,
      requires: [recall],
      titles: { en: 'The interval', 'zh-CN': 'The interval（中）' },
    });
    const predict = (await content.loadCurrent([samples.predict.id as string as QuestionId])).values().next().value;
    expect(predict?.programs).toEqual({ main: 'count = 0\ncount += 1\nprint(count)\n' });
    expect((await content.list({ text: 'sockets', includeUnreviewed: false, limit: 9, offset: 0 })).total).toBe(1);
    expect((await content.loadTopics()).map(({ id }) => id)).toEqual(['locks', 'semaphores']);
  });

  it('puts easier questions of earlier topics first', async () => {
    const instance = new Instance();
    instance.folder.question('recall', { level: 1 });
    instance.folder.remove('samples/locks/choice.json');
    instance.folder.write('samples/semaphores/choice.json', asFile(mutated('choice', { level: 1 })));
    await instance.import();
    const unseen = await instance.stores.content.list({ includeUnreviewed: false, limit: 9, offset: 0 });
    const order = unseen.heads.map(({ slug }) => slug);
    expect(order[0]).toBe('recall');
    expect(order.at(-1)).toBe('choice');
  });

  it('leaves drafts out', async () => {
    const instance = new Instance();
    instance.folder.question('recall', { status: 'draft' });
    expect(counts(await instance.import())).toEqual({ added: 7, draft: 1 });
    expect(await instance.stores.content.findBySlug('samples', 'recall')).toBeNull();
  });

  it('writes nothing in a dry run, and tells the same', async () => {
    const instance = new Instance();
    expect(counts(await instance.import(false))).toEqual({ added: 8 });
    expect(await instance.stores.content.loadStored()).toEqual([]);
    expect(await instance.stores.content.loadTopics()).toEqual([]);
  });
});

describe('a second import', () => {
  it('of the same files finds everything unchanged and writes nothing', async () => {
    const instance = new Instance();
    await instance.import();
    const written: QuestionWrite[] = [];
    const { content } = instance.stores;
    content.saveQuestions = (writes) => {
      written.push(...writes);
      return Promise.resolve([]);
    };
    const report = await instance.import();
    expect(counts(report)).toEqual({ unchanged: 8 });
    expect(report).toMatchObject({ taken: 8, kept: 0, written: [] });
    expect(written).toEqual([]);
  });

  it('of files that were only formatted calls them unchanged, and remembers their new bytes', async () => {
    const instance = new Instance();
    await instance.import();
    instance.folder.write('samples/locks/recall.json', JSON.stringify(mutated('recall')));
    expect(counts(await instance.import())).toEqual({ unchanged: 8 });
    expect((await instance.import()).written).toEqual([]);
  });

  it('moves questions when the syllabus moves their topic', async () => {
    const instance = new Instance();
    await instance.import();
    const [locks, semaphores] = sampleSyllabus.topics;
    const turned = {
      ...sampleSyllabus,
      topics: [
        { ...locks, order: 7 },
        { ...semaphores, order: 8 },
      ],
    };
    instance.folder.write('samples/syllabus.json', asFile(turned));
    expect((await instance.import()).written).toHaveLength(8);
    expect((await instance.import()).written).toHaveLength(0);
  });

  it.each<readonly [string, (folder: QuestionFolder) => void, Readonly<Record<string, number>>]>([
    ['another level', (folder) => folder.question('choice', { level: 5 }), { metadata: 1, unchanged: 7 }],
    [
      'a better translation',
      (folder) => folder.question('choice', { 'text.zh-CN.why': '因为' }),
      { translation: 1, unchanged: 7 },
    ],
    [
      'a moved file',
      (folder) => {
        folder.remove('samples/locks/choice.json');
        folder.write('samples/semaphores/reentrant.json', asFile(mutated('choice')));
      },
      { moved: 1, unchanged: 7 },
    ],
    ['a deleted file', (folder) => folder.remove('samples/locks/choice.json'), { missing: 1, unchanged: 7 }],
    ['a new meaning', (folder) => folder.question('choice', meaning), { meaning: 1, unchanged: 7 }],
    [
      'a deprecated question',
      (folder) => folder.question('choice', { status: 'deprecated' }),
      { deprecated: 1, unchanged: 7 },
    ],
    [
      'a withdrawn question',
      (folder) => folder.question('choice', { status: 'review' }),
      { withdrawn: 1, unchanged: 7 },
    ],
  ])('recognises %s', async (_what, change, expected) => {
    const instance = new Instance();
    await instance.import();
    change(instance.folder);
    expect(counts(await instance.import())).toEqual(expected);
    expect((await instance.import()).written).toEqual([]);
  });

  it('keeps the old address of a moved question', async () => {
    const instance = new Instance();
    await instance.import();
    instance.folder.remove('samples/locks/choice.json');
    instance.folder.write('samples/semaphores/reentrant.json', asFile(mutated('choice')));
    await instance.import();
    const head = await instance.stores.content.findBySlug('samples', 'choice');
    expect(head).toMatchObject({ id: choice, slug: 'reentrant', topic: 'semaphores' });
  });

  it('keeps a question whose file is gone, and warns', async () => {
    const instance = new Instance();
    await instance.import();
    instance.folder.remove('samples/locks/choice.json');
    const report = await instance.import();
    expect(lines(report)).toEqual([
      `questions/samples/locks/choice.json:1:1  warning  file/deleted  The file of ${choice} is gone. Learners may have history on it; restore it with "status": "deprecated".`,
    ]);
    expect(await instance.stores.content.findBySlug('samples', 'choice')).not.toBeNull();
  });
});

describe('a file with a mistake', () => {
  it('leaves its earlier revision in service and the rest goes through', async () => {
    const instance = new Instance();
    await instance.import();
    instance.folder.question('choice', { rev: 2, change: 'wording', level: 9 });
    instance.folder.question('recall', { level: 4 });
    const report = await instance.import();
    expect(counts(report)).toEqual({ metadata: 1, unchanged: 6 });
    expect(report.kept).toBe(1);
    expect(lines(report)).toContain(
      'questions/samples/locks/choice.json:8:12  error  schema/range  "level" is 9, allowed is 0 to 5.',
    );
    expect(await instance.stores.content.findBySlug('samples', 'choice')).toMatchObject({ rev: 1, level: 2 });
  });

  it.each<readonly [string, (folder: QuestionFolder) => void, string]>([
    ['the same rev with other words', (f) => f.question('choice', { 'text.en.why': 'Other.' }), 'rev/not-raised'],
    [
      'the same rev with another program',
      (f) => f.write('samples/locks/code/predict.py', 'print(2)\n'),
      'rev/not-raised',
    ],
    [
      'another type under the same id',
      (f) => f.write('samples/locks/choice.json', asFile(mutated('recall', { id: choice }))),
      'type/changed',
    ],
    [
      'a wording that changes what is right',
      (f) => f.question('choice', { ...meaning, change: 'wording', changeNote: undefined }),
      'rev/wording-but',
    ],
    ['another id in the same file', (f) => f.question('choice', { id: 'q-0000000001' }), 'id/changed'],
    [
      'a copy with the same id',
      (f) => f.write('samples/semaphores/copy.json', asFile(mutated('choice'))),
      'id/duplicate',
    ],
  ])('is refused with its line: %s', async (_what, change, rule) => {
    const instance = new Instance();
    await instance.import();
    change(instance.folder);
    const report = await instance.import();
    expect(report.findings.map((finding) => finding.rule)).toContain(rule);
    const before = await instance.stores.content.loadStored('samples');
    expect(before.map(({ head }) => head.rev)).toEqual(Array.from({ length: 8 }, () => 1));
    expect(await instance.stores.content.findBySlug('samples', 'choice')).toMatchObject({ id: choice, type: 'choice' });
  });

  it('that goes back to an earlier rev is refused', async () => {
    const instance = new Instance();
    instance.folder.question('choice', meaning);
    await instance.import();
    instance.folder.question('choice');
    expect(lines(await instance.import())).toEqual([
      'questions/samples/locks/choice.json:4:10  error  rev/went-back  rev was 2 and is 1 here.',
    ]);
  });

  it('an id that another pack has is refused', async () => {
    const instance = new Instance();
    await instance.import();
    const { folder, stores } = instance;
    folder.write('zebra/pack.json', asFile({ ...samplePack, id: 'zebra' }));
    folder.write('zebra/syllabus.json', asFile({ ...sampleSyllabus, pack: 'zebra' }));
    folder.write('zebra/locks/choice.json', asFile(mutated('choice')));
    const report = await importQuestions({ stores, questionsDir: folder.dir, now: () => instance.now, apply: true });
    const zebra = report.packs.find(({ pack }) => pack === 'zebra');
    expect(zebra?.findings.map(({ rule }) => rule)).toEqual(['id/pack']);
    expect(await stores.content.findBySlug('zebra', 'choice')).toBeNull();
  });

  it('in pack.json stops that pack and nothing is lost', async () => {
    const instance = new Instance();
    await instance.import();
    instance.folder.write('samples/pack.json', '{');
    const report = await instance.import();
    expect(report).toMatchObject({ readable: false, read: 0, written: [] });
    expect(await instance.stores.content.loadStored()).toHaveLength(8);
  });
});

describe('an import that is stopped', () => {
  it('is finished by the next one', async () => {
    const instance = new Instance();
    const stop = new AbortController();
    const { stores, folder } = instance;
    const save = stores.content.saveTopics.bind(stores.content);
    stores.content.saveTopics = async (...args) => {
      await save(...args);
      stop.abort();
    };
    const input = { stores, questionsDir: folder.dir, now: () => instance.now, apply: true };
    await expect(importQuestions({ ...input, signal: stop.signal })).rejects.toThrow('abort');
    stores.content.saveTopics = save;
    expect(counts(await instance.import())).toEqual({ added: 8 });
  });
});

describe('the report', () => {
  it('reads like a summary', async () => {
    const instance = new Instance();
    await instance.import();
    await instance.learnerOf(1, choice);
    instance.folder.question('choice', meaning);
    instance.folder.question('recall', { level: 9 });
    const report = await importQuestions({
      stores: instance.stores,
      questionsDir: instance.folder.dir,
      now: () => instance.now,
      apply: false,
    });
    expect(formatImportReport(report)).toBe(
      [
        'samples  8 read, 7 taken, 1 kept as they were because of errors',
        '  meaning         1',
        '    q-ch01ce0000 rev 2: 1 learner sees it once more   "New in 3.14"',
        '  unchanged       6',
        'questions/samples/locks/recall.json:8:12  error  schema/range  "level" is 9, allowed is 0 to 5.',
        'Dry run: nothing was written.',
      ].join('\n'),
    );
  });
});
