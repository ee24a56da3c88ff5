import { nearestName } from './nearest-name';
import type { Problem } from './finding';
import type { Rule } from './subject';

/** The folder is a topic of the syllabus, and the objectives are its objectives. */
export const syllabusPlace: Rule = ({ question, topic, context }) => {
  const unknown = (question.objectives ?? []).flatMap((objective, index): readonly Problem[] => {
    if (context.objectives.has(objective)) return [];
    const pointer = ['objectives', index];
    const similar = nearestName(objective, [...context.objectives]);
    return similar === null
      ? [{ message: 'objective/unknown', pointer, params: { objective } }]
      : [{ message: 'objective/unknown:similar', pointer, params: { objective, similar } }];
  });
  if (context.topics.has(topic)) return unknown;
  const similar = nearestName(topic, [...context.topics]);
  return similar === null
    ? [{ message: 'path/topic', pointer: [], params: { topic } }, ...unknown]
    : [{ message: 'path/topic:similar', pointer: [], params: { topic, similar } }, ...unknown];
};
