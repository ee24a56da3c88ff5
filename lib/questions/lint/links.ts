import type { Problem } from './finding';
import type { Rule } from './subject';

/** Questions named by others are in the same pack, and none names itself. */
export const links: Rule = ({ question, parts, context }) => {
  const placed = [
    ...(['replacedBy', 'requires', 'contrastsWith'] as const).flatMap((field) =>
      (question[field] ?? []).map((id, index) => ({ field, id, pointer: [field, index] })),
    ),
    ...parts.followUps.flatMap(({ id }, index) =>
      id === undefined ? [] : [{ field: 'followUps', id, pointer: ['followUps', index, 'id'] }],
    ),
  ];
  return placed.flatMap(({ field, id, pointer }): readonly Problem[] => {
    if (id === question.id) return [{ message: 'link/self', pointer, params: { field } }];
    return context.questionIds.has(id) ? [] : [{ message: 'link/unknown', pointer, params: { field, id } }];
  });
};
