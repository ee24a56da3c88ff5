import { jsonMessages } from './messages/json';
import { shapeMessages } from './messages/shape';
import { placeMessages } from './messages/place';
import { identityMessages } from './messages/identity';
import { wordsMessages } from './messages/words';
import { typesMessages } from './messages/types';
import { linksMessages } from './messages/links';
import { programsMessages } from './messages/programs';
import { originMessages } from './messages/origin';
import { syllabusMessages } from './messages/syllabus';
import type { Messages } from './messages/message';

/** Every message of the rules, by rule id. */
export const messages = {
  ...jsonMessages,
  ...shapeMessages,
  ...placeMessages,
  ...identityMessages,
  ...wordsMessages,
  ...typesMessages,
  ...linksMessages,
  ...programsMessages,
  ...originMessages,
  ...syllabusMessages,
} as const satisfies Messages;

export type MessageId = keyof typeof messages;

export function isMessageId(text: string): text is MessageId {
  return Object.hasOwn(messages, text);
}
