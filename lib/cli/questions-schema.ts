import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaFiles } from '../questions/json-schema';

/** `npm run questions:schema`: writes questions/schema/*.schema.json from zod. A test fails while the files differ. */
const folder = join(process.cwd(), 'questions', 'schema');
mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(jsonSchemaFiles())) {
  writeFileSync(join(folder, name), content);
  process.stdout.write(`${join('questions', 'schema', name)}\n`);
}
