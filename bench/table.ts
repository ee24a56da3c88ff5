import { median, type Bench, type Figure } from './bench';

export const headOfTable: readonly string[] = [
  line(['Goal', 'What', 'Median', 'Range', 'Runs', 'Goal is', '']),
  line(['---', '---', '---', '---', '---', '---', '---']),
];

export function rowsOf(bench: Bench, figures: readonly Figure[]): readonly string[] {
  return figures.map((figure) => {
    const value = median(figure.runs);
    const range = `${format(Math.min(...figure.runs))} to ${format(Math.max(...figure.runs))}`;
    return line([
      startOfRow(bench.goal, bench.name),
      figure.what,
      withUnit(value, figure.unit),
      figure.runs.length === 1 ? '' : range,
      String(figure.runs.length),
      goalText(figure),
      verdict(figure, value),
    ]);
  });
}

const BEGIN = '<!-- figures: written by npm run bench -- --write -->';
const END = '<!-- end of figures -->';

/**
 * The document with new rows in place of the old ones of the same benches; rows of other benches stay, in order of the
 * goals' numbers.
 * @throws Error when the document lacks the two marks
 */
export function replaceTable(document: string, rows: readonly string[], machine: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`docs/performance.md needs the lines ${BEGIN} and ${END}`);
  const measured = new Set(rows.map(benchOf));
  const kept = document
    .slice(begin, end)
    .split('\n')
    .filter((row) => /^\| \d/.test(row) && !measured.has(benchOf(row)));
  const all = [...kept, ...rows].sort((a, b) => parseInt(a.slice(2), 10) - parseInt(b.slice(2), 10));
  const table = [BEGIN, '', machine, '', ...headOfTable, ...all, '', ''].join('\n');
  return document.slice(0, begin) + table + document.slice(end);
}

function startOfRow(goal: number, name: string): string {
  return `${goal} \`${name}\``;
}

function benchOf(row: string): string {
  return row.split(' | ')[0] ?? row;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function goalText({ goal, unit }: Figure): string {
  if (goal === null) return '';
  return 'atMost' in goal ? `at most ${withUnit(goal.atMost, unit)}` : `at least ${withUnit(goal.atLeast, unit)}`;
}

function verdict({ goal }: Figure, value: number): string {
  if (goal === null) return '';
  const reached = 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
  return reached ? 'reached' : '**falls short**';
}

function withUnit(value: number, unit: string): string {
  return `${format(value)} ${unit}`.trim();
}

function format(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toString();
}
