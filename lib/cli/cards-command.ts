import { operator } from '../policy/actor';
import { rebuildCards } from '../server/use-cases/rebuild-cards';
import { withStores } from './instance';

/** `npm run cards:rebuild`. @returns 0 when nothing changed, 1 when the cache and the log disagreed */
export function rebuildCommand(): Promise<number> {
  return withStores(async (deps) => {
    const report = await rebuildCards(deps, operator);
    if (!report.ok) throw new Error('This command must run on the host.');
    const { learners, cards, changed } = report.value;
    process.stdout.write(`${cards} cards of ${learners} learners folded again; ${changed} differed.\n`);
    if (changed === 0) return 0;
    process.stderr.write('The cached states and the log disagreed. They agree now; please report it.\n');
    return 1;
  });
}
