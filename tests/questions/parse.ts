import { questionSchema } from '@/lib/questions/schema';
import type { Question } from '@/lib/questions/schema';
import { mutated } from './check-file';
import type { Edits } from './edited';
import type { SampleName } from './samples';

/** A sample as the importer holds it. */
export function question(name: SampleName, change?: Edits): Question {
  return questionSchema.parse(mutated(name, change));
}
