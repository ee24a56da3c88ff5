'use client';

import { useState } from 'react';

type Props = {
  readonly id: string;
  readonly value: number;
  readonly max: number;
  readonly describedBy: string;
  /** Null when what stands there is no such number. */
  readonly onCommit: (value: number | null) => void;
};

/** A whole number from 0 up; it counts when the field is left or Enter is pressed. */
export function NumberField({ id, value, max, describedBy, onCommit }: Props) {
  const [text, setText] = useState(String(value));
  const parsed = /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
  const valid = parsed !== null && parsed <= max;
  const commit = (): void => {
    onCommit(valid ? parsed : null);
  };
  return (
    <input
      id={id}
      className="field short num"
      inputMode="numeric"
      autoComplete="off"
      value={text}
      aria-invalid={!valid}
      aria-describedby={describedBy}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
      }}
    />
  );
}
