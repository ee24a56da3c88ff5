/** Every refusal of the HTTP edge: its status and a generic text. Nothing here tells of stacks, SQL, paths or values. */
const problems = {
  malformed: [400, 'The request body is not valid JSON.'],
  invalid: [400, 'The request has missing, unknown or wrong fields.'],
  'not-signed-in': [401, 'Sign in first.'],
  'wrong-key': [401, 'That key does not open this instance.'],
  'wrong-credentials': [401, 'E-mail or password is wrong.'],
  'origin-refused': [403, 'Requests that change something must come from the pages of this instance.'],
  'another-user': [403, 'These answers belong to somebody who is no longer signed in here.'],
  forbidden: [403, 'You may not do this.'],
  'not-found': [404, 'There is nothing here.'],
  'method-not-allowed': [405, 'This address does not take that method.'],
  conflict: [409, 'Something else changed this at the same time. Load it again.'],
  'too-large': [413, 'The request is too large.'],
  'url-too-long': [414, 'The address is too long.'],
  'unsupported-media-type': [415, 'Send the body as application/json in UTF-8.'],
  'host-refused': [421, 'This address is not served under that host name.'],
  'too-many-requests': [429, 'Too many attempts. Wait a little.'],
  internal: [500, 'Something went wrong here. It was logged under the request id.'],
  unavailable: [503, 'The server cannot do this right now. Try again soon.'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>;

export type ProblemCode = keyof typeof problems;

/** An expected refusal of a use case. `detail` is a short English hint without any of the caller's values. */
export type Problem = {
  readonly code: ProblemCode;
  readonly detail?: string;
  /** For 429 and 503: when to come back. */
  readonly retryAfterSeconds?: number;
};

/** The JSON of every error: `{ error: { code, message, requestId } }`. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const [status, message] = problems[problem.code];
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.ceil(problem.retryAfterSeconds)));
  return new Response(
    JSON.stringify({ error: { code: problem.code, message: problem.detail ?? message, requestId } }),
    {
      status,
      headers,
    },
  );
}
