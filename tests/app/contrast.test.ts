import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('app/styles/tokens.css', 'utf8');

/** The two colours of each token, in the source's own notation. */
const colours = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

/** WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function ratio(over: string, under: string, theme: 'light' | 'dark'): number {
  const [front, back] = [colours.get(over), colours.get(under)];
  if (front === undefined || back === undefined) throw new Error(`No token ${front === undefined ? over : under}`);
  return contrast(front[theme], back[theme]);
}

/** Text needs 4.5 : 1. The figures are those of the design's table. */
const text: readonly (readonly [over: string, under: string, light: number, dark: number])[] = [
  ['ink', 'paper', 15.13, 15.55],
  ['ink', 'surface', 16.27, 14.46],
  ['ink-2', 'paper', 8.1, 10.15],
  ['ink-2', 'surface', 8.71, 9.43],
  ['ink-2', 'sunken', 7.45, 8.56],
  ['ink-3', 'paper', 5.49, 6.85],
  ['ink-3', 'surface', 5.91, 6.37],
  ['ink-3', 'sunken', 5.05, 5.77],
  ['accent', 'paper', 6.35, 9.16],
  ['accent', 'surface', 6.83, 8.52],
  ['accent', 'accent-soft', 5.64, 6.88],
  ['ink', 'accent-soft', 13.44, 11.67],
  ['on-accent', 'accent', 7.02, 8.2],
  ['on-accent', 'accent-hover', 9.54, 9.86],
  ['missed', 'surface', 6.87, 7.56],
  ['missed', 'paper', 6.39, 8.13],
  ['missed', 'missed-soft', 5.7, 6.61],
  ['ink', 'missed-soft', 13.5, 12.63],
  ['hard', 'surface', 6.64, 9.04],
  ['hard', 'hard-soft', 5.66, 7.68],
  ['hard', 'paper', 6.17, 9.72],
  ['easy', 'surface', 7.85, 8.64],
  ['easy', 'easy-soft', 6.5, 7.39],
  ['easy', 'paper', 7.3, 9.3],
  ['ink', 'mark', 13.77, 8.93],
  ['code-fg', 'code-bg', 13.49, 13.75],
  ['code-fg', 'code-line', 12.03, 10.58],
  ['code-no', 'code-bg', 4.5, 5.63],
  ['tk-kw', 'code-bg', 7.4, 8.58],
  ['tk-str', 'code-bg', 6.64, 10.14],
  ['tk-num', 'code-bg', 6.46, 9.13],
  ['tk-com', 'code-bg', 5.06, 6.19],
  ['tk-com', 'code-line', 4.51, 4.76],
  ['tk-fn', 'code-bg', 7.17, 9.05],
  ['tk-cls', 'code-bg', 7.01, 10.16],
  ['tk-op', 'code-bg', 7.24, 8.98],
  ['tk-kw', 'code-line', 6.6, 6.6],
  ['tk-num', 'code-line', 5.76, 7.02],
  ['tk-str', 'code-line', 5.92, 7.8],
];

/** Edges, marks and the focus ring need 3 : 1. */
const marks: typeof text = [
  ['edge', 'surface', 3.67, 3.97],
  ['edge', 'paper', 3.41, 4.27],
  ['edge', 'sunken', 3.14, 3.6],
  ['focus', 'paper', 6.08, 10.25],
  ['focus', 'surface', 6.54, 9.53],
  ['heat-3', 'surface', 3.79, 5.17],
  ['heat-4', 'surface', 6.83, 8.52],
];

/** Pairs of the interface that the design's table leaves out. */
const further: readonly (readonly [over: string, under: string])[] = [
  ['ink', 'hard-soft'],
  ['ink', 'easy-soft'],
  ['ink', 'sunken'],
  ['surface', 'missed'],
  ['surface', 'hard'],
  ['paper', 'ink'],
  ['accent', 'code-line'],
  ['code-fg', 'accent-soft'],
  ['code-fg', 'missed-soft'],
];

describe('the colours of tokens.css', () => {
  it.each([...text, ...marks])('%s on %s have the contrast of the design', (over, under, light, dark) => {
    expect(ratio(over, under, 'light')).toBeCloseTo(light, 1);
    expect(ratio(over, under, 'dark')).toBeCloseTo(dark, 1);
  });

  it.each([...text, ...further].map(([over, under]) => [over, under] as const))(
    '%s can be read on %s',
    (over, under) => {
      for (const theme of ['light', 'dark'] as const) expect(ratio(over, under, theme)).toBeGreaterThanOrEqual(4.495);
    },
  );

  it.each(marks)('%s can be seen on %s', (over, under) => {
    for (const theme of ['light', 'dark'] as const) expect(ratio(over, under, theme)).toBeGreaterThanOrEqual(3);
  });
});
