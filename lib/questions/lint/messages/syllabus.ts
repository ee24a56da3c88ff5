import { error } from './message';
import type { Messages } from './message';

/** The syllabus of a pack. */
export const syllabusMessages = {
  'syllabus/order': error(
    '"{topic}" stands before its prerequisite "{prerequisite}".',
    '"{topic}" 排在先修 "{prerequisite}" 之前。',
  ),
  'syllabus/duplicate': error('"{id}" is given twice.', '"{id}" 写了两次。'),
  'syllabus/prerequisite': error('There is no topic "{prerequisite}".', '没有主题 "{prerequisite}"。'),
  'syllabus/claim': error('commonClaim needs claimStatus.', 'commonClaim 需要 claimStatus。'),
} as const satisfies Messages;
