import { createStores } from '../../lib/server/store/create-stores';
import { answered, eventId } from '../factories/events';
import { aReviewCard, questionId, userId } from '../factories/stored';

/**
 * A process that commits one review after the other and prints the number of each as soon as it is acknowledged.
 * Arguments: database, number of the learner, first number, how many.
 */
const [databaseUrl = '', learner = '', from = '', count = ''] = process.argv.slice(2);
const user = userId(Number(learner));
const question = questionId(1);
const { stores, close } = createStores({ databaseUrl });

for (let n = Number(from); n < Number(from) + Number(count); n += 1) {
  for (;;) {
    const before = (await stores.cards.loadMany(user, [question])).get(question)?.eventCount ?? 0;
    const card = {
      questionId: question,
      basedOn: before,
      state: aReviewCard({ eventCount: before + 1, lastEventId: eventId(n) }),
    };
    const outcome = await stores.reviews.commit(user, [answered(4, { n, user, question })], [card]);
    if (outcome === 'committed') break;
    if (outcome === 'id-taken') throw new Error(`Number ${n} is taken`);
  }
  process.stdout.write(`${n}\n`);
}
await close();
