'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useState, type KeyboardEvent } from 'react';
import { Words } from './words';
import type { ShownQuestion } from './shown-question';
import { toggleMark } from '@/lib/browser/line-marks';
import type { Attempt } from '@/lib/browser/review-session';
import type { LearnerResponse, LineMark } from '@/lib/grading/types';
import type { SpotBugQuestion } from '@/lib/questions/schema';
import { CopyButton } from './copy-button';

type Props = {
  readonly item: ShownQuestion;
  readonly question: SpotBugQuestion;
  readonly attempt: Attempt;
  readonly onRespond: (response: LearnerResponse) => void;
};

/** The faulty programs; their lines can be marked until Check, and the lines at fault are shown after it. */
export function LinePicker({ item, question, attempt, onRespond }: Props) {
  const t = useTranslations('review');
  const marks = attempt.response.marks ?? [];
  const bugs = question.bugs.length;
  const asking = attempt.phase === 'asking';
  return (
    <>
      {question.code
        .filter((block) => block.show === 'prompt')
        .map((block) => (
          <div key={block.key} className="ask">
            <PickedProgram
              item={item}
              codeKey={block.key}
              bugs={question.bugs.filter((bug) => bug.code === block.key)}
              marks={marks.filter((mark) => mark.code === block.key)}
              asking={asking}
              label={t('marksLabel', { bugs })}
              onToggle={(line) => {
                onRespond({
                  ...attempt.response,
                  marks: toggleMark(marks, { code: block.key, line }, bugs),
                });
              }}
            />
          </div>
        ))}
      {asking ? (
        <p className="quiet code-note" aria-live="polite">
          {t('marksHelp', { marked: marks.length, bugs })}
        </p>
      ) : null}
    </>
  );
}

type ProgramProps = {
  readonly item: ShownQuestion;
  readonly codeKey: string;
  readonly bugs: readonly { readonly from: number; readonly to: number }[];
  readonly marks: readonly LineMark[];
  readonly asking: boolean;
  readonly label: string;
  readonly onToggle: (line: number) => void;
};

function PickedProgram({ item, codeKey, bugs, marks, asking, label, onToggle }: ProgramProps) {
  const t = useTranslations('review');
  const locale = useLocale();
  const id = useId();
  const [at, setAt] = useState(1);
  const shown = item.rendered.code[codeKey];
  if (shown === undefined) return null;
  const name = shown.fileName ?? t('wholeProgram');
  const last = shown.lines.length;
  const isMarked = (line: number): boolean => marks.some((mark) => mark.line === line);
  const faulty = shown.lines
    .map((_, index) => index + 1)
    .filter((line) => bugs.some(({ from, to }) => from <= line && line <= to));

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = lineAfterKey(event.key, at, last);
    if (next !== null) {
      event.preventDefault();
      setAt(next);
      document.getElementById(`${id}-${String(next)}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      onToggle(at);
    }
  };

  return (
    <>
      <figure className="code">
        <figcaption>
          <span>{name}</span>
          <CopyButton text={item.programs[codeKey] ?? ''} />
        </figcaption>
        <div
          className="lines"
          role={asking ? 'listbox' : 'region'}
          aria-multiselectable={asking ? true : undefined}
          aria-label={asking ? `${label}, ${name}` : t('program', { name })}
          aria-activedescendant={asking ? `${id}-${String(at)}` : undefined}
          tabIndex={0}
          lang="en"
          translate="no"
          onKeyDown={asking ? onKeyDown : undefined}
        >
          {shown.lines.map((html, index) => {
            const line = index + 1;
            const look = asking
              ? isMarked(line)
                ? 'hl'
                : ''
              : faulty.includes(line)
                ? 'bad'
                : isMarked(line)
                  ? 'hl'
                  : '';
            return (
              <div
                key={line}
                id={`${id}-${String(line)}`}
                className={`ln ${look} ${asking && line === at ? 'at' : ''}`}
                data-n={line}
                role={asking ? 'option' : undefined}
                aria-selected={asking ? isMarked(line) : undefined}
                onClick={
                  asking
                    ? () => {
                        setAt(line);
                        onToggle(line);
                      }
                    : undefined
                }
              >
                {asking ? (
                  <span className="sr" lang={locale} translate="yes">
                    {t('lineName', { number: line })}{' '}
                  </span>
                ) : null}
                <span dangerouslySetInnerHTML={{ __html: html }} />
              </div>
            );
          })}
        </div>
      </figure>
      {shown.caption === null ? null : <Words as="p" className="quiet code-note" html={shown.caption} />}
      {asking || faulty.length === 0 ? null : (
        <p className="small code-note">
          <b>{t('faultAt', { lines: faulty.length, list: spans(faulty) })}</b>{' '}
          {marks.length === 0 ? t('marksNone') : t('marksMarked', { lines: marks.map(({ line }) => line).join(', ') })}
        </p>
      )}
    </>
  );
}

function lineAfterKey(key: string, at: number, last: number): number | null {
  if (key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'ArrowUp') return Math.max(1, at - 1);
  if (key === 'Home') return 1;
  return key === 'End' ? last : null;
}

/** `8-10, 14` */
function spans(lines: readonly number[]): string {
  const groups: { from: number; to: number }[] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group !== undefined && group.to === line - 1) group.to = line;
    else groups.push({ from: line, to: line });
  }
  return groups.map(({ from, to }) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join(', ');
}
