'use client';

import { rememberTheme, shownTheme } from '@/lib/browser/preferences';
import { Icon } from './icon';

export function ThemeSwitch({ label }: { readonly label: string }) {
  return (
    <button
      type="button"
      className="icon-btn"
      aria-label={label}
      onClick={() => {
        rememberTheme(shownTheme() === 'dark' ? 'light' : 'dark');
      }}
    >
      <Icon name="sun" />
    </button>
  );
}
