import type { Syllabus } from '../syllabus-schema';
import type { Problem } from './finding';

/** Topics and objectives are unique, and every prerequisite exists and stands earlier; so there is no circle either. */
export function checkSyllabus(syllabus: Syllabus): readonly Problem[] {
  const problems: Problem[] = [];
  const orders = new Map(syllabus.topics.map((topic) => [topic.id, topic.order]));
  const seen = new Set<string>();
  const unique = (id: string, pointer: Problem['pointer'], kind: string): void => {
    const name = `${kind} ${id}`;
    if (seen.has(name)) problems.push({ message: 'syllabus/duplicate', pointer, params: { id } });
    seen.add(name);
  };
  syllabus.topics.forEach((topic, index) => {
    unique(topic.id, ['topics', index, 'id'], 'topic');
    unique(String(topic.order), ['topics', index, 'order'], 'order');
    topic.objectives.forEach((objective, at) => {
      unique(objective.id, ['topics', index, 'objectives', at, 'id'], 'objective');
    });
    topic.prerequisites.forEach((prerequisite, at) => {
      const pointer = ['topics', index, 'prerequisites', at];
      const order = orders.get(prerequisite);
      if (order === undefined) {
        problems.push({ message: 'syllabus/prerequisite', pointer, params: { prerequisite } });
      } else if (order >= topic.order) {
        problems.push({ message: 'syllabus/order', pointer, params: { topic: topic.id, prerequisite } });
      }
    });
  });
  return problems;
}
