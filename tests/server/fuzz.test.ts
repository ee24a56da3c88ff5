import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostReviewsReply } from '@/lib/api/reviews';
import { startInstances, type Instance } from './instances';
import { AnswerMaker } from './review-load';

/** Requests at once in each step of a property. */
const AT_ONCE = 10;
/** `npm test` sends some hundreds of each; FUZZ_STEPS=1000 is the long drill. */
const steps = Number(process.env['FUZZ_STEPS'] ?? 25);

let instances: readonly Instance[];
let stop = () => Promise.resolve();

beforeAll(async () => {
  ({ instances, stop } = await startInstances());
}, 120_000);

afterAll(() => stop());

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom('', '\u0000', '\ud800', '4', '__proto__', '2026-11-01T12:00:00Z', '-271821-04-20T00:00:00Z', 'UTC'),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, 4, 2.5, 7, 2 ** 31, 2 ** 53, 1e308, -1));
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const anyValue = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 5 }),
  fc.dictionary(text, scalar, { maxKeys: 5 }),
  fc.jsonValue({ maxDepth: 6 }),
);

const fields = [
  'id',
  'kind',
  'questionId',
  'questionRev',
  'locale',
  'timeZone',
  'occurredAt',
  'deviceId',
  'deviceSeq',
  'quality',
  'response',
  'confidence',
  'durationMs',
  'targetEventId',
];
const responseKeys = ['picked', 'gaps', 'sequence', 'pairs', 'text', 'marks', 'ticked', 'dontKnow', 'hints', 'notes'];
const responses = fc.dictionary(fc.oneof(fc.constantFrom(...responseKeys), text), anyValue, { maxKeys: 4 });

type Change = { readonly left: readonly string[]; readonly set: Readonly<Record<string, unknown>> };

/** A right event with a few of its fields left out, replaced, or joined by others. */
const change: fc.Arbitrary<Change> = fc.record({
  left: fc.subarray(fields, { maxLength: 2 }),
  set: fc.oneof(
    fc.dictionary(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fields) }, { weight: 1, arbitrary: text }),
      anyValue,
      {
        maxKeys: 3,
      },
    ),
    responses.map((response) => ({ response })),
    fc.constantFrom({ kind: 'undone' }, { kind: 'suspended' }, { kind: 'reset' }, { quality: 1 }),
  ),
});

test(
  `${steps * AT_ONCE} bodies to PATCH /api/settings: no server error`,
  async () => {
    const names = [
      'minutesPerDay',
      'newPerDay',
      'timeZone',
      'interfaceLocale',
      'questionLocale',
      'sm2Variant',
      'scheduleUnreviewed',
    ];
    const settings = fc.oneof(
      fc.dictionary(
        fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: text }),
        anyValue,
        {
          maxKeys: 4,
        },
      ),
      fc.record({ newPerDay: fc.integer({ min: 0, max: 500 }), sm2Variant: fc.constantFrom('text1990', 'delphi') }),
      fc.record({ minutesPerDay: fc.array(fc.integer({ min: 0, max: 720 }), { minLength: 6, maxLength: 8 }) }),
      anyValue,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(settings, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (changes) => {
        for (const { client } of instances) {
          const replies = await Promise.all(changes.map((one) => client.patch('/api/settings', one)));
          for (const { status } of replies) expect([200, 400]).toContain(status);
        }
      }),
      { numRuns: steps, endOnFailure: true },
    );
    await stillRight();
  },
  120_000 + steps * 2_000,
);

test(
  `${steps * AT_ONCE} documents that are hardly JSON: no server error`,
  async () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            ':',
            ',',
            '\\',
            '1',
            'null',
            '"events"',
            '"__proto__"',
            '\\u0000',
            ' ',
          ),
        )
        .map((parts) => parts.join('')),
      fc.json().chain((whole) => fc.nat(whole.length).map((length) => whole.slice(0, length))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (documents) => {
        for (const { client } of instances) {
          const replies = await Promise.all(documents.map((document) => client.send('POST', '/api/reviews', document)));
          for (const { status } of replies) expect(status).toBe(400);
        }
      }),
      { numRuns: steps, endOnFailure: true },
    );
    await stillRight();
  },
  120_000 + steps * 2_000,
);

test(
  `${steps * AT_ONCE} bodies to POST /api/reviews: no server error, and the good event in each is stored`,
  async () => {
    const batch = fc.record({ before: fc.array(change, { maxLength: 2 }), after: fc.array(change, { maxLength: 3 }) });
    const makers = new Map(instances.map((one) => [one.name, new AnswerMaker(one.questions)]));
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (batches) => {
        for (const { name, client } of instances) {
          const maker = makers.get(name);
          if (maker === undefined) throw new Error(`No maker for ${name}`);
          await Promise.all(
            batches.map(async ({ before, after }) => {
              const good = maker.next();
              const events = [
                ...before.map((one) => changed(maker.next(), one)),
                good,
                ...after.map((one) => changed(maker.next(), one)),
              ];
              const reply = await client.post('/api/reviews', { events });
              // A refused key or a value too deep is a fault of the whole document.
              if (reply.status === 400) return;
              expect(reply.status).toBe(200);
              const { results } = reply.body as PostReviewsReply;
              expect(results).toHaveLength(events.length);
              const mine = results.filter(({ id, status }) => id === good.id && status === 'stored');
              expect(mine).toHaveLength(1);
            }),
          );
        }
      }),
      { numRuns: steps, endOnFailure: true },
    );
    await stillRight();
  },
  120_000 + steps * 2_000,
);

function changed(event: object, { left, set }: Change): unknown {
  return { ...Object.fromEntries(Object.entries(event).filter(([name]) => !left.includes(name))), ...set };
}

async function stillRight(): Promise<void> {
  for (const { client } of instances) {
    for (const path of ['/readyz', '/api/study', '/today']) expect((await client.get(path)).status).toBe(200);
  }
}
