'use client';

import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/pages.css';

/** The root layout itself failed, so neither the language nor the messages are known: both languages, in short. */
export default function GlobalError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  const reference = error.digest?.slice(0, 6);
  return (
    <html lang="en">
      <body>
        <main id="main" className="wrap saying">
          <title>Timeslice</title>
          <h1 className="statement">This page could not be built.</h1>
          <p className="lead">Your answers are safe. {reference === undefined ? null : `Reference ${reference}`}</p>
          <p className="lead" lang="zh-CN">
            页面没能生成，你的作答都在。
          </p>
          <p className="row actions">
            <button className="btn primary" type="button" onClick={reset}>
              Try again / <span lang="zh-CN">重试</span>
            </button>
          </p>
        </main>
      </body>
    </html>
  );
}
