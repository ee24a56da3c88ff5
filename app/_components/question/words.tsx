'use client';

import { createContext, use } from 'react';
import type { Html as HtmlText } from '@/lib/questions/rendered';
import type { Locale } from '@/lib/reviews/events';
import { Html } from '../html';

/** The language of the question's text where it is not the interface's. */
export const TextLanguage = createContext<Locale | undefined>(undefined);

type Props = { readonly html: HtmlText; readonly as?: 'span' | 'p' | 'div'; readonly className?: string };

/** A rendered part of the question on screen, in its own language. */
export function Words({ html, as = 'span', className }: Props) {
  const lang = use(TextLanguage);
  return (
    <Html
      html={html}
      as={as}
      {...(className === undefined ? {} : { className })}
      {...(lang === undefined ? {} : { lang })}
    />
  );
}
