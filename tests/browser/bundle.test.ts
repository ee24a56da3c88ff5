import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('what runs in the browser brings neither zod nor anything of the server', async () => {
  const modules = readdirSync(path.join(root, 'lib/browser')).filter((name) => name.endsWith('.ts'));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: modules.map((name) => `lib/browser/${name}`),
    outdir: 'unwritten',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    external: ['react', 'next'],
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.length).toBeGreaterThan(modules.length);
  expect(inputs.filter((name) => /node_modules\/zod\/|^lib\/(server|cli)\//.test(name))).toEqual([]);
});
