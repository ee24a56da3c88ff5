/** Until a learner's own times are known. A failed review costs more, because the explanation is read. */
const SECONDS = { new: 60, pass: 20, fail: 40, drill: 15 } as const;
/** So many answers of a type make a median worth more than the default. */
const ANSWERS_FOR_A_MEDIAN = 20;
/** Nobody reads a question and its answer in less; without it a day could hold hundreds. */
const LEAST_SECONDS = 10;

export type Duration = { readonly questionType: string; readonly seconds: number };

/** What an answer will take, in seconds. */
export type ExpectedSeconds = {
  readonly forNew: (questionType: string) => number;
  readonly forReview: (questionType: string, recall: number) => number;
  readonly forDrill: () => number;
  /** No review is expected to take less. */
  readonly leastForReview: number;
};

/** From the learner's own medians by question type once there are 20 answers of it. */
export function expectedSeconds(durations: readonly Duration[]): ExpectedSeconds {
  const medians = mediansByType(durations);
  return {
    forNew: (questionType) => medians.get(questionType) ?? SECONDS.new,
    forReview: (questionType, recall) =>
      medians.get(questionType) ?? recall * SECONDS.pass + (1 - recall) * SECONDS.fail,
    forDrill: () => SECONDS.drill,
    leastForReview: Math.min(SECONDS.pass, ...medians.values()),
  };
}

function mediansByType(durations: readonly Duration[]): ReadonlyMap<string, number> {
  const byType = new Map<string, number[]>();
  for (const { questionType, seconds } of durations) {
    const known = byType.get(questionType);
    if (known === undefined) byType.set(questionType, [seconds]);
    else known.push(seconds);
  }
  return new Map(
    [...byType]
      .filter(([, seconds]) => seconds.length >= ANSWERS_FOR_A_MEDIAN)
      .map(([questionType, seconds]) => [questionType, Math.max(LEAST_SECONDS, median(seconds))]),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}
