import packageJson from '../../../package.json';

/** What a pack asks for and what this is, when it asks for more; null when it is content. */
export function needsLater(
  needsTimeslice: string,
  version: string = packageJson.version,
): { readonly needs: string; readonly version: string } | null {
  const [needed, have] = [numbers(needsTimeslice), numbers(version)];
  const differing = needed.findIndex((part, index) => part !== have[index]);
  const isLater = differing >= 0 && (needed[differing] ?? 0) > (have[differing] ?? 0);
  return isLater ? { needs: needsTimeslice, version } : null;
}

function numbers(version: string): readonly number[] {
  return version.replace(/^>=/, '').split('.').map(Number);
}
