import { randomUUID } from 'node:crypto';
import type { Database } from '../db/open-database';
import { EPOCH, LOCAL_LEARNER } from './instance-names';
import { toLearner, toUserRow } from './learner-row';
import type { InstanceStore, Learner } from './stores';
import { isUniqueViolation } from './unique-violation';

export function instanceStore(database: Database, assertReady: () => Promise<void>): InstanceStore {
  const { client } = database;

  const findLocalLearner = async (): Promise<Learner | null> => {
    const meta = await client.instanceMeta.findUnique({ where: { name: LOCAL_LEARNER } });
    const row = meta === null ? null : await client.user.findUnique({ where: { id: meta.value } });
    return row === null ? null : toLearner(row);
  };

  return {
    async epoch() {
      const row =
        (await client.instanceMeta.findUnique({ where: { name: EPOCH } })) ??
        (await client.instanceMeta.upsert({
          where: { name: EPOCH },
          create: { name: EPOCH, value: randomUUID() },
          // Not empty: only then is it one statement, which two requests can send at the same time.
          update: { name: EPOCH },
        }));
      return row.value;
    },

    async replaceEpoch(value) {
      await client.instanceMeta.upsert({ where: { name: EPOCH }, create: { name: EPOCH, value }, update: { value } });
    },

    async localLearner(make) {
      const known = await findLocalLearner();
      if (known !== null) return known;
      const row = toUserRow(make());
      try {
        await database.transaction(async (tx) => {
          await tx.instanceMeta.create({ data: { name: LOCAL_LEARNER, value: row.id } });
          await tx.user.create({ data: row });
        });
      } catch (error) {
        // Another request made it at the same time.
        if (!isUniqueViolation(error)) throw error;
      }
      const made = await findLocalLearner();
      if (made === null) throw new Error('The local learner is named in instance_meta but has no row');
      return made;
    },

    assertReady,
  };
}
