'use client';

import { useEffect, useState } from 'react';

type Props = {
  readonly text: string;
  readonly action: string | null;
  readonly onAction: () => void;
};

const SHOWN_MS = 8000;

/** One sentence with at most one action, for eight seconds; hover and focus hold it. The action has a key as well. */
export function Toast({ text, action, onAction }: Props) {
  const [held, setHeld] = useState(false);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (held || over) return;
    const timer = setTimeout(() => {
      setOver(true);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [held, over]);
  if (over) return null;
  const hold = (): void => {
    setHeld(true);
  };
  const release = (): void => {
    setHeld(false);
  };
  return (
    <div className="toast" onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      {text}
      {action === null ? null : (
        <button type="button" onClick={onAction}>
          {action}
        </button>
      )}
    </div>
  );
}
