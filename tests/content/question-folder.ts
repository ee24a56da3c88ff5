import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { asFile, mutated } from '@/tests/questions/check-file';
import type { Edits } from '@/tests/questions/edited';
import { samplePack, samplePrograms, samples, sampleSyllabus } from '@/tests/questions/samples';
import type { SampleName } from '@/tests/questions/samples';

/** A folder `questions` of its own for one test, with the pack `samples`: eight questions of one topic and their programs. */
export class QuestionFolder {
  readonly dir: string;

  constructor() {
    const parent = mkdtempSync(join(tmpdir(), 'timeslice-questions-'));
    onTestFinished(() => {
      rmSync(parent, { recursive: true, force: true });
    });
    this.dir = join(parent, 'questions');
    this.write('samples/pack.json', asFile(samplePack));
    this.write('samples/syllabus.json', asFile(sampleSyllabus));
    for (const name of Object.keys(samples) as SampleName[]) this.question(name);
    for (const [name, source] of Object.entries(samplePrograms)) this.write(`samples/locks/code/${name}`, source);
  }

  /** Writes a file, making its folders. */
  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  /** Writes a sample as it is, or changed. */
  question(name: SampleName, change?: Edits): void {
    this.write(`samples/locks/${name}.json`, asFile(mutated(name, change)));
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true });
  }

  path(path: string): string {
    return join(this.dir, path);
  }
}
