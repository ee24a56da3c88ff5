/** Small enough that the best still come first for a learner who stops early. */
const BLOCK = 10;

/** Topics take turns within each block of ten; the order inside a topic stays. */
export function interleaveTopics<T extends { readonly topic: string }>(items: readonly T[]): readonly T[] {
  const mixed: T[] = [];
  for (let start = 0; start < items.length; start += BLOCK)
    mixed.push(...roundRobin(items.slice(start, start + BLOCK)));
  return mixed;
}

function roundRobin<T extends { readonly topic: string }>(block: readonly T[]): readonly T[] {
  const byTopic = new Map<string, T[]>();
  for (const item of block) {
    const lane = byTopic.get(item.topic);
    if (lane === undefined) byTopic.set(item.topic, [item]);
    else lane.push(item);
  }
  const lanes = [...byTopic.values()];
  const longest = Math.max(0, ...lanes.map((lane) => lane.length));
  return Array.from({ length: longest }, (_, turn) => lanes.flatMap((lane) => lane.slice(turn, turn + 1))).flat();
}

/** New ones spread evenly among reviews: one whenever (reviews shown + 1) ÷ (new shown + 1) exceeds the ratio of the start. */
export function intersperse<T>(reviews: readonly T[], fresh: readonly T[]): readonly T[] {
  const mixed: T[] = [];
  let shownReviews = 0;
  let shownNew = 0;
  while (mixed.length < reviews.length + fresh.length) {
    const isNewDue = (shownReviews + 1) * (fresh.length + 1) > (reviews.length + 1) * (shownNew + 1);
    const takeNew = shownNew < fresh.length && (isNewDue || shownReviews === reviews.length);
    mixed.push(...(takeNew ? fresh.slice(shownNew, shownNew + 1) : reviews.slice(shownReviews, shownReviews + 1)));
    if (takeNew) shownNew += 1;
    else shownReviews += 1;
  }
  return mixed;
}
