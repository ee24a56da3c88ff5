import type { Html as HtmlText } from '@/lib/questions/rendered';
import type { Locale } from '@/lib/reviews/events';

type Props = {
  /** Sanitised by the server when the question was rendered. */
  readonly html: HtmlText;
  readonly as?: 'span' | 'p' | 'div' | 'b';
  readonly className?: string;
  /** Set where the text is not in the language of the interface around it. */
  readonly lang?: Locale;
};

/** A rendered part of a question. */
export function Html({ html, as: Tag = 'span', className, lang }: Props) {
  return <Tag className={className} lang={lang} dangerouslySetInnerHTML={{ __html: html }} />;
}
