import type { Focus } from './keyboard';

/** The few things that a focused element tells about itself. */
type Focusable = {
  readonly tagName: string;
  readonly isContentEditable?: boolean;
  getAttribute(name: string): string | null;
};

const buttonLikeInputs = ['button', 'checkbox', 'radio', 'submit', 'reset', 'file', 'image', 'color', 'range'];
const controlTags = ['A', 'BUTTON', 'SUMMARY'];
/** Widgets of our own that take Space, Enter or arrows themselves. */
const controlRoles = ['button', 'link', 'checkbox', 'radio', 'switch', 'option', 'listbox', 'menuitem', 'tab'];

/** What kind of thing has the focus, for decideKey. */
export function focusOf(element: Focusable | null): Focus {
  if (element === null) return 'page';
  const role = element.getAttribute('role') ?? '';
  switch (element.tagName) {
    case 'TEXTAREA':
      return 'text';
    case 'SELECT':
      return 'choice';
    case 'INPUT':
      return buttonLikeInputs.includes(element.getAttribute('type') ?? 'text') ? 'control' : 'line';
    default:
      if (element.isContentEditable === true || role === 'textbox') return 'text';
      if (role === 'combobox' || role === 'slider') return 'choice';
      return controlTags.includes(element.tagName) || controlRoles.includes(role) ? 'control' : 'page';
  }
}
