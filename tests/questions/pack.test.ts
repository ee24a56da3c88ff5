import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchemaFiles } from '@/lib/questions/json-schema';
import { readPackFolder } from '@/lib/server/content/read-pack';
import { jsonSchemaValidator } from './json-schema-validator';
import { samplePack, samples, sampleSyllabus } from './samples';

const questionsDir = resolve(import.meta.dirname, '../../questions');
const packs = readdirSync(questionsDir, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'schema')
  .map((entry) => entry.name);

describe.each(packs)('the pack %s that comes with Timeslice', (pack) => {
  it('keeps every rule', async () => {
    const { contents, findings } = await readPackFolder(questionsDir, pack, new Map());
    expect(findings).toEqual([]);
    expect(contents?.sound.length).toBe(contents?.files);
  });

  it('is valid for an editor', () => {
    const valid = jsonSchemaValidator('question.v1.schema.json');
    const files = readdirSync(join(questionsDir, pack), { recursive: true, encoding: 'utf8' });
    const questions = files.filter((file) => /^[^/\\]+[/\\][^/\\]+\.json$/.test(file));
    expect(questions.length).toBeGreaterThan(0);
    for (const file of questions) expect(valid(readJson(join(questionsDir, pack, file))), file).toEqual([]);
    for (const name of ['pack', 'syllabus']) {
      const content = readJson(join(questionsDir, pack, `${name}.json`));
      expect(jsonSchemaValidator(`${name}.v1.schema.json`)(content)).toEqual([]);
    }
  });
});

describe('questions/schema', () => {
  it.each(Object.entries(jsonSchemaFiles()))(
    '%s is what zod says (else run: npm run questions:schema)',
    (name, content) => {
      expect(readFileSync(join(questionsDir, 'schema', name), 'utf8')).toBe(content);
    },
  );

  it('accepts the samples of the tests', () => {
    const valid = jsonSchemaValidator('question.v1.schema.json');
    for (const sample of Object.values(samples)) expect(valid(sample)).toEqual([]);
    expect(jsonSchemaValidator('pack.v1.schema.json')(samplePack)).toEqual([]);
    expect(jsonSchemaValidator('syllabus.v1.schema.json')(sampleSyllabus)).toEqual([]);
  });
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
