import type { Question } from '@/lib/questions/schema';

export type TypeName = Exclude<Question['type'], 'choice'> | 'choiceOne' | 'choiceMany' | 'trueFalse';

/** The message that names a type; a choice between true and false has a name of its own. */
export function typeName(question: Question): TypeName {
  if (question.type !== 'choice') return question.type;
  if (question.select === 'many') return 'choiceMany';
  const keys = question.options.map(({ key }) => key);
  return keys.length === 2 && keys.includes('true') && keys.includes('false') ? 'trueFalse' : 'choiceOne';
}
