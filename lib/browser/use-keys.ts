import { useEffect, useEffectEvent, useRef } from 'react';
import { focusOf } from './key-focus';
import { decideKey, type KeyAction, type KeyContext } from './keyboard';

export type KeyScene = Pick<KeyContext, 'screen' | 'optionLetters' | 'revealedAt'>;

/**
 * Listens for the keys of a screen. What was understood is done and kept from the browser; whatever else is pressed stays the
 * browser's. `act` answers whether it did something.
 */
export function useKeys(scene: KeyScene, act: (action: KeyAction) => boolean): void {
  const composedAt = useRef<number | null>(null);
  const goAt = useRef<number | null>(null);

  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const action = decideKey(event, {
      ...scene,
      focus: focusOf(document.activeElement === document.body ? null : document.activeElement),
      dialogOpen: document.querySelector('dialog[open]') !== null,
      singleKeys: true,
      composedAt: composedAt.current,
      goAt: goAt.current,
    });
    goAt.current = action?.type === 'go-first' ? event.timeStamp : null;
    if (action !== null && act(action)) event.preventDefault();
  });

  useEffect(() => {
    const onComposed = (event: CompositionEvent): void => {
      composedAt.current = event.timeStamp;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('compositionend', onComposed);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('compositionend', onComposed);
    };
  }, []);
}
