/** One line of a comparison: in both, only in the first, only in the second; with its places counted from 0. */
export type DiffLine =
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number };

/** The longest common subsequence of lines; removed lines stand before added ones. At most 120 lines a side, so n × m is fine. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const common = lengths(before, after);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'same', before: i, after: j });
      i += 1;
      j += 1;
    } else if (i < before.length && (j >= after.length || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: 'removed', before: i });
      i += 1;
    } else {
      lines.push({ kind: 'added', after: j });
      j += 1;
    }
  }
  return lines;
}

/** common[i][j] = length of the longest common subsequence of before from i on and after from j on. */
function lengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    for (let j = after.length - 1; j >= 0 && row !== undefined; j -= 1) {
      row[j] =
        before[i] === after[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
