import { z } from 'zod';
import { isTimeZone } from '../base/time';

const minutes = z.number().int().min(0).max(720);

const fields = {
  /** Minutes of study for each weekday, Monday first; 0 is a day off. */
  minutesPerDay: z.tuple([minutes, minutes, minutes, minutes, minutes, minutes, minutes]),
  newPerDay: z.number().int().min(0).max(500),
  /** `device` follows the browser; else an IANA name. */
  timeZone: z.union([z.literal('device'), z.string().refine(isTimeZone)]),
  interfaceLocale: z.enum(['en', 'zh-CN']),
  /** `interface` shows questions in the language of the interface. */
  questionLocale: z.enum(['interface', 'en', 'zh-CN']),
  sm2Variant: z.enum(['text1990', 'delphi']),
  /** Local mode only: also schedule questions that wait for a second reader. */
  scheduleUnreviewed: z.boolean(),
};

/** What a learner may set; each field has a default, so a stored object from an older release still reads. */
export const learnerSettingsSchema = z.strictObject({
  minutesPerDay: fields.minutesPerDay.default([20, 20, 20, 20, 20, 20, 20]),
  newPerDay: fields.newPerDay.default(20),
  timeZone: fields.timeZone.default('device'),
  interfaceLocale: fields.interfaceLocale.default('en'),
  questionLocale: fields.questionLocale.default('interface'),
  sm2Variant: fields.sm2Variant.default('text1990'),
  scheduleUnreviewed: fields.scheduleUnreviewed.default(false),
});

export type LearnerSettings = z.infer<typeof learnerSettingsSchema>;

/** Some of them, without defaults: what is not named stays as it is. */
export const learnerSettingsChangesSchema = z.strictObject(fields).partial();

export type LearnerSettingsChanges = z.infer<typeof learnerSettingsChangesSchema>;

export const defaultLearnerSettings: LearnerSettings = learnerSettingsSchema.parse({});
