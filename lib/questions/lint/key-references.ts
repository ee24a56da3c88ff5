import type { Problem } from './finding';
import type { Rule } from './subject';

/** Sources support key points, follow-ups wait for key points, and misconceptions name gaps that exist. */
export const keyReferences: Rule = ({ question, parts }) => {
  const points = new Set(parts.keyPoints.map((point) => point.key));
  const gaps = new Set(parts.gaps.map((gap) => gap.key));
  const noPoint = (keys: readonly string[] | undefined, pointer: Problem['pointer']): readonly Problem[] =>
    (keys ?? []).flatMap((key, index) =>
      points.has(key)
        ? []
        : [{ message: 'point/unknown', pointer: [...pointer, index], params: { name: String(pointer.at(-1)), key } }],
    );
  return [
    ...question.provenance.sources.flatMap((source, index) =>
      noPoint(source.supports, ['provenance', 'sources', index, 'supports']),
    ),
    ...parts.followUps.flatMap((followUp, index) => noPoint(followUp.missed, ['followUps', index, 'missed'])),
    ...parts.misconceptions.flatMap(({ gap }, index): readonly Problem[] =>
      gap === undefined || gaps.has(gap)
        ? []
        : [{ message: 'gap/unknown', pointer: ['misconceptions', index, 'gap'], params: { key: gap } }],
    ),
  ];
};
