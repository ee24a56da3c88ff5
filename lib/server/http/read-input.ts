import type { z } from 'zod';
import { err, ok, type Result } from '../../base/result';
import { isStorableText } from '../../base/text';
import type { Problem } from './problem';
import { hasUnstorableText, parseJson, readBytes } from './read-json';

type Source<Input> =
  | {
      readonly body: z.ZodType<Input>;
      readonly maxBytes: number;
      readonly text?: 'refuse-unstorable' | 'by-use-case';
    }
  | { readonly query: z.ZodType<Input> };

/** The validated input of a route: from its JSON body or from its query string. */
export async function readInput<Input>(request: Request, source: Source<Input>): Promise<Result<Input, Problem>> {
  if ('query' in source) {
    const query = readQuery(request.url);
    return query.ok ? validate(source.query, query.value) : query;
  }
  const bytes = await readBytes(request, source.maxBytes);
  if (!bytes.ok) return bytes;
  const parsed = parseJson(bytes.value);
  if (!parsed.ok) return parsed;
  if (source.text !== 'by-use-case' && hasUnstorableText(parsed.value)) {
    return err({ code: 'invalid', detail: 'A text holds characters that cannot be stored.' });
  }
  return validate(source.body, parsed.value);
}

function readQuery(url: string): Result<Readonly<Record<string, string>>, Problem> {
  const entries = [...new URL(url).searchParams];
  const named = new Map(entries);
  if (named.size !== entries.length) return err({ code: 'invalid', detail: 'A parameter is given twice.' });
  if (entries.some(([name, value]) => !isStorableText(name) || !isStorableText(value))) {
    return err({ code: 'invalid', detail: 'A parameter holds characters that cannot be stored.' });
  }
  return ok(Object.fromEntries(named));
}

function validate<Input>(schema: z.ZodType<Input>, value: unknown): Result<Input, Problem> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err({ code: 'invalid', detail: whereWrong(parsed.error) });
}

/** Names the place, never the value. */
function whereWrong(error: z.ZodError): string {
  const issue = error.issues[0];
  const place = (issue?.path ?? []).map(String).join('.').slice(0, 120);
  return place === '' ? 'The request has missing, unknown or wrong fields.' : `Wrong or missing: ${place}`;
}
