'use client';

import { useState, type SyntheticEvent } from 'react';
import { postToAuth } from '@/lib/browser/post-to-auth';

type Trouble = 'wrong' | 'tooMany' | 'failed' | 'refused';

type Props = {
  /** A path of this instance. */
  readonly target: string;
  readonly hasSingleSignOn: boolean;
  readonly trouble: Trouble | null;
  readonly words: Readonly<Record<Trouble | 'email' | 'password' | 'submit' | 'singleSignOn' | 'or', string>>;
};

/**
 * Signs in by fetch and then moves on: a form that posts and is redirected to the issuer would break `form-action 'self'`.
 * What was typed stays in the fields when it was wrong.
 */
export function SignInForm({ target, hasSingleSignOn, trouble: first, words }: Props) {
  const [trouble, setTrouble] = useState(first);
  const [isBusy, setIsBusy] = useState(false);

  async function send(part: string, form: Readonly<Record<string, string>>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setTrouble(null);
    const answer = await postToAuth(part, { ...form, callbackUrl: target });
    if (answer.kind === 'go') {
      window.location.assign(answer.url);
      return;
    }
    setTrouble(answer.kind);
    setIsBusy(false);
  }

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void send('callback/credentials', { email: text(form, 'email'), password: text(form, 'password') });
  }

  return (
    <>
      {hasSingleSignOn ? (
        <p className="after">
          <button
            type="button"
            className="btn primary"
            aria-disabled={isBusy}
            onClick={() => void send('signin/oidc', {})}
          >
            {words.singleSignOn}
          </button>
        </p>
      ) : null}
      {hasSingleSignOn ? <p className="lead">{words.or}</p> : null}
      <form onSubmit={submit} method="post" action="/sign-in">
        <p className="after">
          <label htmlFor="email">{words.email}</label>
          <input
            id="email"
            name="email"
            type="email"
            className="field"
            autoComplete="username"
            required
            maxLength={320}
          />
        </p>
        <p className="after">
          <label htmlFor="password">{words.password}</label>
          <input
            id="password"
            name="password"
            type="password"
            className="field"
            autoComplete="current-password"
            required
            aria-invalid={trouble === 'wrong'}
            aria-describedby="sign-in-trouble"
          />
        </p>
        <p className="after">
          <button type="submit" className={hasSingleSignOn ? 'btn' : 'btn primary'} aria-disabled={isBusy}>
            {words.submit}
          </button>
        </p>
        <p id="sign-in-trouble" className="after" role="status">
          {trouble === null ? null : <span className="error">{words[trouble]}</span>}
        </p>
      </form>
    </>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
