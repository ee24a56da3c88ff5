'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/_components/code-block';
import { Words } from './words';
import type { ShownQuestion } from './shown-question';
import { CopyButton } from './copy-button';

/** The programs of a question that stand in its prompt or in its answer. */
export function Programs({ item, show }: { readonly item: ShownQuestion; readonly show: 'prompt' | 'answer' }) {
  const blocks = (item.question.code ?? []).filter((block) => block.show === show);
  return blocks.map((block) => <Program key={block.key} item={item} codeKey={block.key} />);
}

function Program({ item, codeKey }: { readonly item: ShownQuestion; readonly codeKey: string }) {
  const t = useTranslations('review');
  const shown = item.rendered.code[codeKey];
  if (shown === undefined) return null;
  const name = shown.fileName ?? t('wholeProgram');
  return (
    <div className="ask">
      <CodeBlock
        lines={shown.lines}
        fileName={name}
        label={t('program', { name })}
        aside={<CopyButton text={item.programs[codeKey] ?? ''} />}
      />
      {shown.caption === null ? null : <Words as="p" className="quiet code-note" html={shown.caption} />}
    </div>
  );
}
