import { z } from 'zod';
import type { RenderedQuestion } from '../../questions/rendered';

const html = z.string();
const byKey = z.record(z.string(), html);
const labelled = z.record(z.string(), z.object({ label: html, why: html }));
const maybeLabelled = z.record(z.string(), z.object({ label: html, why: html.nullable() }));

const rendered: z.ZodType<RenderedQuestion> = z.object({
  locale: z.enum(['en', 'zh-CN']),
  fallback: z.boolean(),
  stale: z.boolean(),
  title: html,
  titleText: z.string(),
  prompt: html,
  oneLine: html.nullable(),
  answer: html.nullable(),
  why: html.nullable(),
  pitfall: html.nullable(),
  versionNote: html.nullable(),
  hints: z.array(html),
  keyPoints: byKey,
  options: labelled,
  cloze: html.nullable(),
  items: maybeLabelled,
  left: maybeLabelled,
  right: maybeLabelled,
  orders: byKey,
  redFlags: byKey,
  misconceptions: byKey,
  followUps: z.record(z.string(), z.object({ prompt: html, answer: html })),
  code: z.record(
    z.string(),
    z.object({ lines: z.array(html), caption: html.nullable(), fileName: z.string().nullable() }),
  ),
});

/** @throws ZodError when it was rendered into another shape, by a version whose keys should have differed */
export function fromRenderedJson(json: string): RenderedQuestion {
  return rendered.parse(JSON.parse(json));
}
