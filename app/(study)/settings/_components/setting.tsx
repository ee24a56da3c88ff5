'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Saving } from './use-saving';

type Props = {
  readonly label: string;
  /** Set where the label belongs to one field; otherwise it is the legend of several. */
  readonly htmlFor?: string;
  readonly help?: { readonly id: string; readonly text: string };
  readonly error?: string | null;
  readonly state: Saving;
  readonly children: ReactNode;
};

/** One setting: label, field, help below, and whether it has been saved. */
export function Setting({ label, htmlFor, help, error, state, children }: Props) {
  const head = (
    <>
      {htmlFor === undefined ? (
        <legend className="label">{label}</legend>
      ) : (
        <label className="label" htmlFor={htmlFor}>
          {label}
        </label>
      )}
    </>
  );
  const Tag = htmlFor === undefined ? 'fieldset' : 'div';
  return (
    <Tag className="setting">
      {head}
      {children}
      {help === undefined ? null : (
        <p className="quiet" id={help.id}>
          {help.text}
        </p>
      )}
      {error === undefined || error === null ? null : (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <SavedMark state={state} />
    </Tag>
  );
}

function SavedMark({ state }: { readonly state: Saving }) {
  const t = useTranslations('settings');
  return (
    <span role="status" className="saved">
      {state === 'saved' ? (
        <span className="chip">
          <span className="led good" />
          {t('saved')}
        </span>
      ) : state === 'saving' ? (
        <span className="quiet">{t('saving')}</span>
      ) : state === 'failed' ? (
        <span className="error">{t('failed')}</span>
      ) : null}
    </span>
  );
}
