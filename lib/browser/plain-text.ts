import type { Html } from '../questions/rendered';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** The words of rendered inline HTML, for a sentence or a name. The HTML is our own renderer's, so its shape is known. */
export function plainText(html: Html): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&([a-z]{2,4});/g, (whole, name: string) => entities[name] ?? whole);
}
