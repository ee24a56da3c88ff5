'use client';

import { useTranslations } from 'next-intl';
import { Words } from './words';
import type { ShownQuestion } from './shown-question';
import { fillCloze } from '@/lib/browser/fill-cloze';
import { shuffled } from '@/lib/browser/shuffle';
import type { ClozeQuestion, MatchQuestion, OrderQuestion } from '@/lib/questions/schema';

type Props<Q> = { readonly item: ShownQuestion; readonly question: Q; readonly asking: boolean; readonly seed: number };

/** Types that have no input yet: the material is shown, the answer is given in the head, and the reveal shows it whole. */
export function InTheHead({ item, question, asking, seed }: Props<ClozeQuestion | OrderQuestion | MatchQuestion>) {
  const t = useTranslations('review');
  return (
    <>
      {question.type === 'cloze' && <ClozePassage item={item} question={question} asking={asking} seed={seed} />}
      {question.type === 'order' && <OrderedItems item={item} question={question} asking={asking} seed={seed} />}
      {question.type === 'match' && <Pairs item={item} question={question} asking={asking} seed={seed} />}
      {asking ? (
        <p className="quiet code-note">
          <b>{t('inTheHead')}</b>. {t('inTheHeadHelp')}
        </p>
      ) : null}
    </>
  );
}

function ClozePassage({ item, question, asking }: Props<ClozeQuestion>) {
  const t = useTranslations('review');
  const texts = question.text[item.rendered.locale] ?? question.text[question.sourceLocale];
  const passage = fillCloze(item.rendered.cloze ?? '', (key) => {
    const number = question.gaps.findIndex((gap) => gap.key === key) + 1;
    if (asking) return { className: 'gap', text: t('gapEmpty', { number }) };
    const answer = texts?.gaps?.[key]?.accept?.[0] ?? question.gaps[number - 1]?.accept?.[0] ?? '';
    return { className: 'gap is', text: answer };
  });
  const hints = question.gaps
    .map((gap, index) => ({ number: index + 1, hint: texts?.gaps?.[gap.key]?.hint }))
    .filter((gap): gap is { number: number; hint: string } => gap.hint !== undefined);
  return (
    <div className="ask">
      {asking ? null : <div className="label">{t('passage')}</div>}
      <Words as="div" className="cloze" html={passage} />
      {asking && hints.length > 0 ? (
        <p className="quiet code-note">{hints.map(({ number, hint }) => t('gapHint', { number, hint })).join(' · ')}</p>
      ) : null}
    </div>
  );
}

function OrderedItems({ item, question, asking, seed }: Props<OrderQuestion>) {
  const t = useTranslations('review');
  const [first, ...variants] = question.orders;
  const keys = asking ? shuffled(question.items, seed).map(({ key }) => key) : (first?.sequence ?? []);
  return (
    <div className="ask stack">
      {asking ? null : <div className="label">{t('rightOrder')}</div>}
      <ol className="order">
        {keys.map((key) => (
          <li key={key} className={asking ? 'loose' : undefined}>
            <Words html={item.rendered.items[key]?.label ?? ''} />
            {asking ? null : <Why html={item.rendered.items[key]?.why ?? null} />}
          </li>
        ))}
      </ol>
      {asking
        ? null
        : variants.map((variant) => (
            <div key={variant.key} className="note plain">
              <b>{t('alsoRight')}</b> <Words html={item.rendered.orders[variant.key] ?? ''} />{' '}
              <span className="num">{variant.sequence.map((key) => keys.indexOf(key) + 1).join(', ')}</span>
            </div>
          ))}
    </div>
  );
}

function Pairs({ item, question, asking, seed }: Props<MatchQuestion>) {
  const t = useTranslations('review');
  const { left, right } = item.rendered;
  if (asking) {
    return (
      <div className="ask stack">
        <ul className="order">
          {question.left.map(({ key }) => (
            <li key={key} className="loose">
              <Words html={left[key]?.label ?? ''} />
            </li>
          ))}
        </ul>
        <div className="label">{t('pairRight')}</div>
        <ul className="order">
          {shuffled(question.right, seed).map(({ key }) => (
            <li key={key} className="loose">
              <Words html={right[key]?.label ?? ''} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const unused = question.right.filter(({ key }) => !question.pairs.some((pair) => pair.right === key));
  return (
    <div className="ask stack">
      <table className="match">
        <caption className="label">{t('rightPairs')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('pairLeft')}</th>
            <th scope="col">{t('pairRight')}</th>
          </tr>
        </thead>
        <tbody>
          {question.pairs.map((pair) => (
            <tr key={pair.left}>
              <th scope="row">
                <Words html={left[pair.left]?.label ?? ''} />
              </th>
              <td>
                <Words html={right[pair.right]?.label ?? ''} />
                <Why html={left[pair.left]?.why ?? right[pair.right]?.why ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unused.length === 0 ? null : (
        <ul className="note plain">
          {unused.map(({ key }) => (
            <li key={key}>
              <b>{t('unused')}</b> <Words html={right[key]?.label ?? ''} />
              <Why html={right[key]?.why ?? null} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Why({ html }: { readonly html: string | null }) {
  return html === null ? null : <Words as="div" className="why quiet" html={html} />;
}
