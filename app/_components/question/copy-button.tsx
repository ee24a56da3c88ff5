'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';

/** Copies a program as it is in the file. */
export function CopyButton({ text }: { readonly text: string }) {
  const t = useTranslations('review');
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <button className="btn plain copy" type="button" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </button>
  );
}
