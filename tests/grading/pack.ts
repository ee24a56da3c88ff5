import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Question } from '@/lib/questions/schema';
import { questionSchema } from '@/lib/questions/schema';

const pack = resolve(import.meta.dirname, '../../questions/python-concurrency');

/** Every question of the pack that comes with Timeslice, by slug. */
export function packQuestions(): { readonly slug: string; readonly question: Question }[] {
  return readdirSync(pack, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/\\]+[/\\][^/\\]+\.json$/.test(file))
    .sort()
    .map((file) => ({
      slug: file.replace(/^.*[/\\]|\.json$/g, ''),
      question: questionSchema.parse(JSON.parse(readFileSync(resolve(pack, file), 'utf8'))),
    }));
}
