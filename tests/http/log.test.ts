import { describe, expect, it } from 'vitest';
import { createLog, describeError } from '@/lib/server/http/log';

describe('the log', () => {
  it('writes one JSON line in UTC with its level and fields', () => {
    const lines: string[] = [];
    createLog(
      'info',
      () => Date.UTC(2026, 10, 21),
      (line) => void lines.push(line),
    )('info', 'sign-in', { requestId: 'r1' });
    expect(lines).toEqual(['{"at":"2026-11-21T00:00:00.000Z","level":"info","event":"sign-in","requestId":"r1"}\n']);
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    const log = createLog(
      'warn',
      () => 0,
      (line) => void lines.push(line),
    );
    log('info', 'request');
    log('debug', 'request');
    log('error', 'request-failed');
    expect(lines).toHaveLength(1);
  });

  it('cannot be broken into two lines or made to move a terminal', () => {
    const lines: string[] = [];
    createLog(
      'info',
      () => 0,
      (line) => void lines.push(line),
    )('info', 'request', { path: '/a\n{"level":"x"}\u001b[2J\u009b\u2028\u007f' });
    expect(lines[0]!.trimEnd()).toMatch(/^[\x20-\x7e]+$/);
    expect((JSON.parse(lines[0]!) as { path: string }).path).toContain('\u001b[2J');
  });

  it('keeps of an error its name, code, first line and frames', () => {
    const error = Object.assign(new TypeError('\n\nfirst line\nanswer: "secret"'), { code: 'P2002' });
    const described = describeError(error);
    expect(described).toMatchObject({ error: 'TypeError', code: 'P2002', message: 'first line' });
    expect(JSON.stringify(described)).not.toContain('secret');
    expect(describeError('text')).toEqual({ error: 'string' });
  });
});
