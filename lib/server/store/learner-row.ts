import { z } from 'zod';
import type { UserId } from '../../base/ids';
import type { Instant, TimeZone } from '../../base/time';
import { defaultLearnerSettings, learnerSettingsSchema } from '../../learner/settings';
import type { User } from '../db/generated/sqlite/client';
import type { Learner, NewLearner } from './stores';

const role = z.enum(['learner', 'author', 'admin']);

export function toLearner(row: User): Learner {
  return {
    id: row.id as UserId,
    role: role.parse(row.role),
    name: row.name,
    email: row.email,
    createdAt: Number(row.createdAtMs) as Instant,
    disabledAt: row.disabledAtMs === null ? null : (Number(row.disabledAtMs) as Instant),
    settings: learnerSettingsSchema.parse(JSON.parse(row.settingsJson)),
    lastTimeZone: row.lastTimeZone as TimeZone | null,
  };
}

export function toUserRow(learner: NewLearner): User {
  return {
    id: learner.id,
    role: learner.role,
    name: learner.name,
    email: learner.email,
    emailKey: learner.emailKey,
    passwordHash: learner.passwordHash,
    settingsJson: JSON.stringify(defaultLearnerSettings),
    lastTimeZone: null,
    createdAtMs: BigInt(learner.createdAt),
    disabledAtMs: null,
    lastSeq: 0,
  };
}
