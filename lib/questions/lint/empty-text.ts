import { stringsThat } from './strings';
import type { Problem } from './finding';
import type { Rule } from './subject';

/** No text is made of spaces only. */
export const emptyText: Rule = ({ question }) =>
  [...stringsThat(isEmpty, question.text, ['text']), ...stringsThat(isEmpty, question.provenance, ['provenance'])].map(
    ({ pointer }): Problem => ({ message: 'text/empty', pointer }),
  );

function isEmpty(value: string): boolean {
  return value.trim() === '';
}
