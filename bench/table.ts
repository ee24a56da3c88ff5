import { median, type Bench, type Figure } from './bench';

/** The table that `npm run bench` prints and docs/performance.md holds, as Markdown. */
export function tableOf(results: readonly { readonly bench: Bench; readonly figures: readonly Figure[] }[]): string {
  const head = ['Goal', 'What', 'Median', 'Range', 'Runs', 'Goal is', ''];
  const rows = results.flatMap(({ bench, figures }) => figures.map((figure) => rowOf(bench, figure)));
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(bench: Bench, figure: Figure): string[] {
  const value = median(figure.runs);
  return [
    `${bench.goal} \`${bench.name}\``,
    figure.what,
    `${format(value)} ${figure.unit}`.trim(),
    `${format(Math.min(...figure.runs))} to ${format(Math.max(...figure.runs))}`,
    String(figure.runs.length),
    goalText(figure),
    verdict(figure, value),
  ];
}

function goalText({ goal, unit }: Figure): string {
  if (goal === null) return '';
  return ('atMost' in goal ? `at most ${format(goal.atMost)} ${unit}` : `at least ${format(goal.atLeast)} ${unit}`).trim();
}

function verdict({ goal }: Figure, value: number): string {
  if (goal === null) return '';
  const reached = 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
  return reached ? 'reached' : '**falls short**';
}

function format(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toString();
}
