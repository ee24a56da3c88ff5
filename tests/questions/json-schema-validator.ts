import { Ajv2020 } from 'ajv/dist/2020';
import { jsonSchemaFiles } from '@/lib/questions/json-schema';

/** What an editor would complain about, by an independent validator. */
export function jsonSchemaValidator(name: string): (value: unknown) => readonly string[] {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowMatchingProperties: true,
    formats: { date: true, uri: true, regex: (source: string) => isRegularExpression(source) },
  });
  const validate = ajv.compile(JSON.parse(jsonSchemaFiles()[name] ?? 'false') as object);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  };
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
