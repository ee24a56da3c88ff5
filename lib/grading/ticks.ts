import type { LearnerResponse, Ticks } from './types';

type Tickable = {
  readonly keyPoints?:
    | readonly { readonly key: string; readonly must?: boolean | undefined; readonly weight?: number | undefined }[]
    | undefined;
  readonly redFlags?: readonly { readonly key: string }[] | undefined;
};

/** Counts ticks against the question's key points; a tick of something that the question does not have counts as nothing. */
export function countTicks(question: Tickable, response: LearnerResponse): Ticks {
  const keyPoints = question.keyPoints ?? [];
  const said = new Set(response.ticked ?? []);
  const flagged = new Set(response.redFlags ?? []);
  const ticked = keyPoints.filter((point) => said.has(point.key));
  const unticked = keyPoints.filter((point) => !said.has(point.key));
  const redFlags = (question.redFlags ?? []).map((flag) => flag.key).filter((key) => flagged.has(key));
  return {
    any: ticked.length > 0 || redFlags.length > 0,
    unticked: unticked.map((point) => point.key),
    mustsMissing: unticked.filter((point) => point.must === true).map((point) => point.key),
    redFlags,
    tickedWeight: weigh(ticked),
    totalWeight: weigh(keyPoints),
  };
}

function weigh(points: readonly { readonly weight?: number | undefined }[]): number {
  return points.reduce((sum, point) => sum + (point.weight ?? 1), 0);
}
