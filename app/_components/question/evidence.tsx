'use client';

import { useTranslations } from 'next-intl';
import type { ShownQuestion } from './shown-question';
import type { PlainExpectation } from '@/lib/questions/schema-program';
import { Words } from './words';

/** What the programs were seen to do, for which Python the answer holds, and where it comes from: only what the file says. */
export function Evidence({ item }: { readonly item: ShownQuestion }) {
  const t = useTranslations('review');
  const { question, rendered } = item;
  const runs = (question.code ?? []).flatMap((block) =>
    block.run?.on === undefined ? [] : [{ ...block.run, on: block.run.on, key: block.key }],
  );
  const sources = question.provenance.sources.filter((source) => source.kind !== 'note');
  const python = question.appliesTo?.python;
  const build = question.appliesTo?.build;
  return (
    <div className="block">
      {runs.map((run) => (
        <p key={run.key} className="ran">
          {runs.length > 1 ? <span>{rendered.code[run.key]?.fileName}</span> : null}
          <span>{t('ran', { versions: run.on.join(', ') })}</span>
          {run.repeat === undefined ? null : <span>{t('ranTimes', { times: run.repeat })}</span>}
          {run.expect.byVersion === undefined ? (
            <Seen expectation={run.expect} timeoutMs={run.timeoutMs ?? 5000} />
          ) : null}
        </p>
      ))}
      {rendered.versionNote === null ? null : (
        <div className="note plain">
          <Words html={rendered.versionNote} />
        </div>
      )}
      <p className="ran">
        {python === undefined ? null : (
          <span>
            {t('holds', {
              python: /^>=3\.\d+$/.test(python)
                ? t('holdsFrom', { version: python.slice(2) })
                : t('holdsRange', { range: python }),
              build: build === 'free-threaded' ? 'free' : (build ?? 'any'),
            })}
          </span>
        )}
        <span>{t('revision', { rev: item.rev })}</span>
      </p>
      {sources.length === 0 ? null : (
        <details className="sources">
          <summary className="quiet">{t('sources')}</summary>
          <ul lang="en">
            {sources.map((source, index) => {
              const name = source.section === undefined ? source.ref : `${source.ref}, ${source.section}`;
              return (
                <li key={index}>
                  {source.url === undefined ? (
                    name
                  ) : (
                    <a href={source.url} target="_blank" rel="noreferrer">
                      {name}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </div>
  );
}

function Seen({ expectation, timeoutMs }: { readonly expectation: PlainExpectation; readonly timeoutMs: number }) {
  const t = useTranslations('review');
  const { stdout, stdoutOneOf, exception, hangs, distinctAtLeast } = expectation;
  return (
    <>
      {stdout !== undefined && isShort(stdout) ? <span>{t('ranAlways', { output: stdout.trimEnd() })}</span> : null}
      {stdoutOneOf?.every(isShort) === true ? (
        <span>{t('ranOneOf', { outputs: stdoutOneOf.map((output) => output.trimEnd()).join(', ') })}</span>
      ) : null}
      {distinctAtLeast === undefined ? null : <span>{t('ranVaries', { count: distinctAtLeast })}</span>}
      {exception === undefined ? null : <span>{t('ranException', { name: exception })}</span>}
      {hangs === undefined ? null : <span>{t('ranHangs', { seconds: timeoutMs / 1000 })}</span>}
    </>
  );
}

/** One line that fits into a sentence; longer output stands in the program's own block. */
function isShort(output: string): boolean {
  const line = output.trimEnd();
  return line !== '' && line.length <= 40 && !line.includes('\n');
}
