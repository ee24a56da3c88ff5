import type * as SchemaEngine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SqlMigrationAwareDriverAdapterFactory, SqlResultSet } from '@prisma/driver-adapter-utils';

export type Dialect = 'sqlite' | 'postgresql';

/** What a diff starts from: nothing, a model's text, or a real database reached by a Prisma adapter. */
export type DiffSource =
  | { readonly from: 'nothing' }
  | { readonly from: 'model'; readonly text: string }
  | { readonly from: 'database'; readonly adapter: SqlMigrationAwareDriverAdapterFactory };

/**
 * The SQL that turns the source into the model; empty when they agree. Prisma's own schema engine does it, as WebAssembly,
 * so nothing is downloaded; without a database it gets a stub that only says which server it is.
 */
export async function diffToModel(dialect: Dialect, source: DiffSource, modelText: string): Promise<string> {
  const { SchemaEngine } = await loadEngine();
  const factory = source.from === 'database' ? source.adapter : stubAdapterFactory(dialect);
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', modelText]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    const model = { files: [{ path: 'schema.prisma', content: modelText }] };
    const result = await engine.diff({
      from:
        source.from === 'nothing'
          ? { tag: 'empty' }
          : source.from === 'model'
            ? { tag: 'schemaDatamodel', files: [{ path: 'before.prisma', content: source.text }] }
            : { tag: 'schemaDatasource', ...model, configDir: '.' },
      to: { tag: 'schemaDatamodel', ...model },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 2 ? (result.stdout ?? '') : '';
  } finally {
    engine.free();
  }
}

type Engine = typeof SchemaEngine;
let loading: Promise<Engine> | undefined;

/** Node cannot import the package's .wasm by itself; one instance serves the process, a second would not load. */
function loadEngine(): Promise<Engine> {
  loading ??= instantiate();
  return loading;
}

async function instantiate(): Promise<Engine> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(entry.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  const start = instance.exports['__wbindgen_start'] as (() => void) | undefined;
  if (typeof start !== 'function')
    throw new Error('The schema engine has no __wbindgen_start; its version was changed?');
  (bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(instance.exports);
  start();
  return bindings;
}

function stubAdapterFactory(dialect: Dialect): SqlMigrationAwareDriverAdapterFactory {
  const provider = dialect === 'sqlite' ? 'sqlite' : 'postgres';
  const info = { provider, adapterName: 'no-database' } as const;
  const serverVersion: SqlResultSet = {
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [5, 7, 0],
    rows: [[true, 'PostgreSQL 15.0', 150_000]],
  };
  const connect = () =>
    Promise.resolve({
      ...info,
      queryRaw: () => Promise.resolve(serverVersion),
      executeRaw: () => Promise.resolve(0),
      executeScript: () => Promise.resolve(),
      startTransaction: () => Promise.reject(new Error('There is no database behind a schema-to-schema diff')),
      dispose: () => Promise.resolve(),
    });
  return { ...info, connect, connectToShadowDb: connect };
}
