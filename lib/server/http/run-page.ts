import { notFound, redirect } from 'next/navigation';
import type { Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import { getActor } from '../auth/get-actor';
import { getDeps, type Deps } from '../deps';
import { getSettings } from '../env';
import type { Problem, ProblemCode } from './problem';

/**
 * What a page shows: the value of one use case, asked by whoever is looking. Somebody without a session is sent to the
 * sign-in page in team mode; in local mode there is no such page, so the answer is null and the page shows where the link is.
 * @throws Error for what cannot happen to a page that links correctly; the error page shows its reference
 */
export async function runPage<Input, Value>(
  ask: (deps: Deps, actor: Actor, input: Input) => Promise<Result<Value, Problem>>,
  input: Input,
): Promise<Value | null> {
  const actor = await getActor();
  const result = await ask(await getDeps(), actor, input);
  return result.ok ? result.value : leave(result.error.code);
}

function leave(code: ProblemCode): null {
  if (code === 'not-signed-in') return getSettings().team === null ? null : redirect('/sign-in');
  if (code === 'not-found') return notFound();
  throw new Error(`The page was refused: ${code}`);
}
