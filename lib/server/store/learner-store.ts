import type { Database } from '../db/open-database';
import { toLearner, toUserRow } from './learner-row';
import type { LearnerStore } from './stores';
import { isUniqueViolation } from './unique-violation';

export function learnerStore({ client }: Database): LearnerStore {
  return {
    async load(id) {
      const row = await client.user.findUnique({ where: { id } });
      return row === null ? null : toLearner(row);
    },

    async list() {
      const rows = await client.user.findMany({ orderBy: [{ createdAtMs: 'asc' }, { id: 'asc' }] });
      return rows.map(toLearner);
    },

    async create(learner) {
      try {
        await client.user.create({ data: toUserRow(learner), select: { id: true } });
        return 'created';
      } catch (error) {
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },

    async saveSettings(id, settings) {
      await client.user.update({
        where: { id },
        data: { settingsJson: JSON.stringify(settings) },
        select: { id: true },
      });
    },

    async saveTimeZone(id, zone) {
      await client.user.update({ where: { id }, data: { lastTimeZone: zone }, select: { id: true } });
    },

    async findByEmailKey(emailKey) {
      const row = await client.user.findUnique({ where: { emailKey } });
      return row === null ? null : { learner: toLearner(row), passwordHash: row.passwordHash };
    },

    async savePasswordHash(id, passwordHash) {
      await client.user.update({ where: { id }, data: { passwordHash }, select: { id: true } });
    },

    async setDisabled(id, at) {
      const disabledAtMs = at === null ? null : BigInt(at);
      await client.user.update({ where: { id }, data: { disabledAtMs }, select: { id: true } });
    },

    async findByIdentity(issuer, subject) {
      const row = await client.identity.findUnique({
        where: { issuer_subject: { issuer, subject } },
        select: { user: true },
      });
      return row === null ? null : toLearner(row.user);
    },

    async linkIdentity(userId, issuer, subject) {
      try {
        await client.identity.create({ data: { issuer, subject, userId } });
        return 'linked';
      } catch (error) {
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },
  };
}
