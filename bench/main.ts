/**
 * `npm run bench` measures every goal, `npm run bench -- NAME…` those named; with `--write` the table goes into
 * docs/performance.md too. Each figure is a count or a ratio against a peer in the same run; seeds are fixed; nothing leaves
 * the loopback.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench';
import { describeMachine, loadAverage } from './machine';
import { root } from './run-process';
import { headOfTable, replaceTable, rowsOf } from './table';

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  sm2: async () => (await import('./sm2')).sm2Bench,
  queue: async () => (await import('./queue')).queueBench,
  refold: async () => (await import('./refold')).refoldBench,
  'review-post': async () => (await import('./review-post')).reviewPostBench,
  'review-batch': async () => (await import('./review-batch')).reviewBatchBench,
  study: async () => (await import('./study')).studyBench,
  'grade-to-paint': async () => (await import('./grade-to-paint')).gradeToPaintBench,
  'review-open': async () => (await import('./review-open')).reviewOpenBench,
  'review-js': async () => (await import('./review-js')).reviewJsBench,
  boot: async () => (await import('./boot')).bootBench,
};

const document = path.join(root, 'docs', 'performance.md');
const given = process.argv.slice(2);
const wanted = given.filter((argument) => argument !== '--write');
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const rows: string[] = [];
const failures: string[] = [];
const quiet = loadAverage();
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bench = await load();
  console.error(`${bench.name}: ${bench.about} …`);
  try {
    rows.push(...rowsOf(bench, await bench.measure()));
  } catch (error) {
    failures.push(name);
    console.error(error);
  }
}
console.log(`${describeMachine(quiet)}\n\n${[...headOfTable, ...rows].join('\n')}`);
if (given.includes('--write')) {
  writeFileSync(document, replaceTable(readFileSync(document, 'utf8'), rows, describeMachine(quiet)));
}
if (failures.length > 0) {
  console.error(`Not measured, because they failed: ${failures.join(', ')}`);
  process.exitCode = 1;
}
