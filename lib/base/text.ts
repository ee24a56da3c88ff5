/**
 * Controls other than tab, line feed, carriage return and NEL; lone surrogates; noncharacters.
 * PostgreSQL cannot store NUL and SQLite can, so both are kept from ever seeing one.
 */
const unstorable = /(?![\t\n\r\u0085])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/u;

/** Whether both databases store the text as it is. */
export function isStorableText(text: string): boolean {
  return !unstorable.test(text);
}
