import type { z } from 'zod';
import type { Result } from '../../base/result';
import type { Actor } from '../../policy/actor';
import { can, type Action } from '../../policy/can';
import { actorOfRequest } from '../auth/actor-of-request';
import { getDeps, type Deps } from '../deps';
import { getSettings, type Settings } from '../env';
import { problemOfError } from './failure';
import { guardRequest } from './guard';
import { createLog, describeError, type Log } from './log';
import { problemResponse, type Problem } from './problem';
import { readInput } from './read-input';
import { requestIdOf } from './request-id';
import { setSecurityHeaders } from './security-headers';

const DEFAULT_MAX_BYTES = 64 * 1024;

type Common<Value> = {
  /** The row of the access table; the use case asks `authorize` for the same one. */
  readonly action: Action;
  /** In the other mode the address does not exist. */
  readonly onlyIn?: 'local' | 'team';
  /** Replaces `200` and the value as JSON. */
  readonly respond?: (value: Value, settings: Settings) => Response;
};

type BodySpec<Input, Value> = Common<Value> & {
  readonly body: z.ZodType<Input>;
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** 64 kB unless said otherwise. */
  readonly maxBytes?: number;
  /** `by-use-case`: the schema looks at the strings of each item, so that one bad item does not stop the others. */
  readonly text?: 'refuse-unstorable' | 'by-use-case';
};

/** Query parameters are strings; a name given twice is refused. */
type QuerySpec<Input, Value> = Common<Value> & { readonly query: z.ZodType<Input> };

export type RouteSpec<Input, Value> = BodySpec<Input, Value> | QuerySpec<Input, Value>;

export type RequestFacts = { readonly requestId: string; readonly userAgent: string };

type UseCase<Input, Value> = (
  deps: Deps,
  actor: Actor,
  input: Input,
  facts: RequestFacts,
) => Promise<Result<Value, Problem>> | Result<Value, Problem>;

/** A route of the API in a few lines: guard, body, schema, actor, use case, reply (security.md §4.2). */
export function runRoute<Input, Value>(
  spec: RouteSpec<Input, Value>,
  useCase: UseCase<Input, Value>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const settings = getSettings();
    return answer(request, settings, async (facts) => {
      const problem = guardRequest(request, guardRule(spec), settings);
      if (problem !== null) return problem;
      if (spec.onlyIn !== undefined && spec.onlyIn !== settings.mode) return { code: 'not-found' };
      const input = await readInput(request, { ...spec, maxBytes: maxBytesOf(spec) });
      if (!input.ok) return input.error;
      const deps = await getDeps();
      const actor = await actorOfRequest(request, deps, settings);
      if (actor.kind === 'anonymous' && !can(actor, spec.action, 'shared')) return { code: 'not-signed-in' };
      if (isMeantForAnother(request, actor)) return { code: 'another-user' };
      const result = await useCase(deps, actor, input.value, facts);
      if (!result.ok) return result.error;
      return spec.respond?.(result.value, settings) ?? Response.json(result.value);
    });
  };
}

/**
 * A tab left open by one person must not store their answers for the next one who signs in: the browser says whose answers
 * it sends (docs/design/security.md §5). Scripts need not.
 */
function isMeantForAnother(request: Request, actor: Actor): boolean {
  const meantFor = request.headers.get('timeslice-user');
  return meantFor !== null && actor.kind === 'learner' && meantFor !== actor.userId;
}

/** Runs one request to its end: every outcome gets its headers and its id, every failure one line in the log. */
export async function answer(
  request: Request,
  settings: Settings,
  run: (facts: RequestFacts) => Promise<Response | Problem>,
): Promise<Response> {
  const startedAt = performance.now();
  const log = createLog(settings.logLevel);
  const requestId = requestIdOf(request.headers);
  const facts = { requestId, userAgent: (request.headers.get('user-agent') ?? '').slice(0, 200) };
  const outcome = await run(facts).catch((error: unknown) => failure(error, log, requestId, settings));
  const response = outcome instanceof Response ? outcome : problemResponse(outcome, requestId);
  setSecurityHeaders(response.headers, settings, requestId);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  log('info', 'request', {
    requestId,
    method: request.method,
    path: new URL(request.url).pathname.slice(0, 200),
    status: response.status,
    millis: Math.round(performance.now() - startedAt),
    code: outcome instanceof Response ? null : outcome.code,
  });
  return response;
}

function failure(error: unknown, log: Log, requestId: string, settings: Settings): Problem {
  log('error', 'request-failed', { requestId, ...describeError(error) });
  return problemOfError(error, settings);
}

function guardRule<Input, Value>(spec: RouteSpec<Input, Value>) {
  const isRead = 'query' in spec;
  return {
    methods: isRead ? ['GET', 'HEAD'] : [spec.method ?? 'POST'],
    contentTypes: isRead ? [] : ['application/json'],
    maxBytes: maxBytesOf(spec),
    answersLoopback: false,
  };
}

function maxBytesOf<Input, Value>(spec: RouteSpec<Input, Value>): number {
  return 'query' in spec ? 0 : (spec.maxBytes ?? DEFAULT_MAX_BYTES);
}
