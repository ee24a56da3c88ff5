'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ShownQuestion } from './shown-question';
import { typeName } from './type-name';

/** Topic, type, and whatever else stands on the line. */
export function MetaLine({ item, children }: { readonly item: ShownQuestion; readonly children?: ReactNode }) {
  const t = useTranslations('type');
  return (
    <div className="meta">
      <span>{item.topicTitle}</span>
      <span className="sep" aria-hidden="true">
        /
      </span>
      <span>{t(typeName(item.question))}</span>
      {children}
    </div>
  );
}
