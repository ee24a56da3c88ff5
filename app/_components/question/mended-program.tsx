'use client';

import { useTranslations } from 'next-intl';
import type { ShownQuestion } from './shown-question';
import { diffLines } from '@/lib/browser/line-diff';
import type { SpotBugQuestion } from '@/lib/questions/schema';
import { CopyButton } from './copy-button';
import { Programs } from './programs';

/** The mended program as a comparison with the faulty one; the signs stand in the text, so colour is not alone. */
export function MendedProgram({
  item,
  question,
}: {
  readonly item: ShownQuestion;
  readonly question: SpotBugQuestion;
}) {
  const t = useTranslations('review');
  const faulty = question.code.filter((block) => block.show === 'prompt');
  const mended = question.code.filter((block) => block.show === 'answer');
  const [before, after] = [faulty[0], mended[0]];
  if (before === undefined || after === undefined || faulty.length > 1 || mended.length > 1) {
    return <Programs item={item} show="answer" />;
  }
  const [beforeLines, afterLines] = [sourceLines(item, before.key), sourceLines(item, after.key)];
  const [beforeHtml, afterHtml] = [
    item.rendered.code[before.key]?.lines ?? [],
    item.rendered.code[after.key]?.lines ?? [],
  ];
  return (
    <div className="block">
      <div className="label">{t('fixed')}</div>
      <figure className="code">
        <figcaption>
          <span>{item.rendered.code[after.key]?.fileName ?? t('wholeProgram')}</span>
          <CopyButton text={item.programs[after.key] ?? ''} />
        </figcaption>
        <pre tabIndex={0} role="region" aria-label={t('fixed')} className="out">
          <code lang="en" translate="no">
            {diffLines(beforeLines, afterLines).map((line, index) => (
              <MendedLine
                key={index}
                look={line.kind === 'same' ? 'ln' : line.kind === 'added' ? 'ln add' : 'ln del'}
                sign={line.kind === 'same' ? ' ' : line.kind === 'added' ? '+' : '-'}
                html={(line.kind === 'removed' ? beforeHtml[line.before] : afterHtml[line.after]) ?? ''}
              />
            ))}
          </code>
        </pre>
      </figure>
    </div>
  );
}

function MendedLine({ look, sign, html }: { readonly look: string; readonly sign: string; readonly html: string }) {
  return (
    <span className={look}>
      <span className="sign">{sign}</span>
      <span dangerouslySetInnerHTML={{ __html: `${html}\n` }} />
    </span>
  );
}

function sourceLines(item: ShownQuestion, codeKey: string): readonly string[] {
  return (item.programs[codeKey] ?? '').replace(/\n$/, '').split('\n');
}
