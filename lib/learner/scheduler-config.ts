import { defaultSchedulerConfig, type SchedulerConfig } from '../scheduler/types';
import type { LearnerSettings } from './settings';

/** Under which scheduler a learner's log is folded. */
export function schedulerConfigOf(settings: LearnerSettings): SchedulerConfig {
  return { ...defaultSchedulerConfig, variant: settings.sm2Variant };
}
