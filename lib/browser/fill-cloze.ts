import type { Html } from '../questions/rendered';

/** Puts something into each gap of a rendered passage, whose gaps are `<span data-gap="key"></span>`. The text is escaped. */
export function fillCloze(
  passage: Html,
  fill: (key: string) => { readonly className: string; readonly text: string },
): Html {
  return passage.replace(/<span data-gap="([a-z][a-z0-9-]{0,31})"><\/span>/g, (_, key: string) => {
    const { className, text } = fill(key);
    return `<span class="${className}">${escapeHtml(text)}</span>`;
  });
}

function escapeHtml(text: string): Html {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
