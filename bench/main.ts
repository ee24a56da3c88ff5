/**
 * `npm run bench` measures every goal, `npm run bench -- NAME…` those named. Each figure is a count or a ratio against a
 * peer in the same run; seeds are fixed; nothing leaves the loopback.
 */
import type { Bench, Figure } from './bench';
import { tableOf } from './table';

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  sm2: async () => (await import('./sm2')).sm2Bench,
  queue: async () => (await import('./queue')).queueBench,
  refold: async () => (await import('./refold')).refoldBench,
  'review-post': async () => (await import('./review-post')).reviewPostBench,
  'review-batch': async () => (await import('./review-batch')).reviewBatchBench,
  study: async () => (await import('./study')).studyBench,
  'grade-to-paint': async () => (await import('./grade-to-paint')).gradeToPaintBench,
  'review-js': async () => (await import('./review-js')).reviewJsBench,
  boot: async () => (await import('./boot')).bootBench,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const results: { bench: Bench; figures: readonly Figure[] }[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bench = await load();
  console.error(`${bench.name}: ${bench.about} …`);
  results.push({ bench, figures: await bench.measure() });
}
console.log(tableOf(results));
