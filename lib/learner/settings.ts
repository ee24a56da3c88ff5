import { z } from 'zod';
import { isTimeZone } from '../base/time';

const minutes = z.number().int().min(0).max(720);

/** What a learner may set; each field has a default, so a stored object from an older release still reads. */
export const learnerSettingsSchema = z.strictObject({
  /** Minutes of study for each weekday, Monday first; 0 is a day off. */
  minutesPerDay: z.tuple([minutes, minutes, minutes, minutes, minutes, minutes, minutes]).default([20, 20, 20, 20, 20, 20, 20]),
  newPerDay: z.number().int().min(0).max(500).default(20),
  /** `device` follows the browser; else an IANA name. */
  timeZone: z.union([z.literal('device'), z.string().refine(isTimeZone)]).default('device'),
  interfaceLocale: z.enum(['en', 'zh-CN']).default('en'),
  /** `interface` shows questions in the language of the interface. */
  questionLocale: z.enum(['interface', 'en', 'zh-CN']).default('interface'),
  sm2Variant: z.enum(['text1990', 'delphi']).default('text1990'),
  /** Local mode only: also schedule questions that wait for a second reader. */
  scheduleUnreviewed: z.boolean().default(false),
});

export type LearnerSettings = z.infer<typeof learnerSettingsSchema>;

export const defaultLearnerSettings: LearnerSettings = learnerSettingsSchema.parse({});
