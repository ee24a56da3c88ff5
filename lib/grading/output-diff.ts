/** One place of the output: what was typed there and what the program prints; null where a side has no such line. */
export type OutputLine = { readonly typed: string | null; readonly printed: string | null; readonly same: boolean };

export type OutputDiff = {
  readonly lines: readonly OutputLine[];
  /** Equal lines at the same place ÷ longer line count; 1 if both are empty. */
  readonly score: number;
};

/** Compares place by place, since the place is part of the prediction. Line ends and trailing empty lines do not count. */
export function diffOutput(typed: string, printed: string): OutputDiff {
  const ours = outputLines(typed);
  const theirs = outputLines(printed);
  const length = Math.max(ours.length, theirs.length);
  const lines = Array.from({ length }, (_, place) => {
    const line = { typed: ours[place] ?? null, printed: theirs[place] ?? null };
    return { ...line, same: line.typed === line.printed };
  });
  return { lines, score: length === 0 ? 1 : lines.filter((line) => line.same).length / length };
}

/** The accepted output that lies nearest to what was typed: the one to show beside it. The first wins a tie. */
export function nearestOutput(typed: string, outputs: readonly string[]): string | null {
  return outputs.reduce<string | null>(
    (best, output) =>
      best === null || diffOutput(typed, output).score > diffOutput(typed, best).score ? output : best,
    null,
  );
}

export function sameOutput(typed: string, printed: string): boolean {
  return diffOutput(typed, printed).score === 1;
}

function outputLines(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  const end = lines.findLastIndex((line) => line !== '') + 1;
  return lines.slice(0, end);
}
