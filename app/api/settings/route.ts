import { learnerSettingsChangesSchema } from '@/lib/learner/settings';
import { runRoute } from '@/lib/server/http/run-route';
import { saveSettings } from '@/lib/server/use-cases/save-settings';

export const PATCH = runRoute(
  { action: 'save-settings', method: 'PATCH', body: learnerSettingsChangesSchema },
  saveSettings,
);
