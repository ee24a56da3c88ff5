import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Lock = {
  readonly packages: Readonly<
    Record<
      string,
      { version?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean; optional?: boolean }
    >
  >;
};
type Floor = { readonly packages: Readonly<Record<string, { minimum: string }>> };
type Manifest = {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};

const lock = read('package-lock.json') as Lock;
const manifest = read('package.json') as Manifest;
const floor = read('security-floor.json') as Floor;

describe('the lock file', () => {
  test.each(Object.entries(floor.packages))(
    '%s is not below the version without known holes, anywhere in the tree',
    (name, { minimum }) => {
      const versions = Object.entries(lock.packages).flatMap(([place, entry]) =>
        place.endsWith(`node_modules/${name}`) ? [entry.version ?? ''] : [],
      );
      expect(versions.length).toBeGreaterThan(0);
      expect(versions.filter((version) => compareVersions(version, minimum) < 0)).toEqual([]);
    },
  );

  test('every package carries the hash of what was reviewed', () => {
    const without = Object.entries(lock.packages).filter(
      ([place, entry]) => place !== '' && entry.integrity === undefined,
    );
    expect(without.map(([place]) => place)).toEqual([]);
  });

  test('our own dependencies are pinned exactly', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('a package that wants to run a script at install is allowed or denied by name', () => {
    const names = Object.entries(lock.packages).flatMap(([place, entry]) =>
      entry.hasInstallScript === true ? [place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)] : [],
    );
    expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
    expect(Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([
      ['better-sqlite3', true],
    ]);
  });
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map(Number));
  for (let place = 0; place < 3; place += 1) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
