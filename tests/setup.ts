import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A test that makes the product complain on the console must say so: anything unexpected fails it. */
beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  expect(vi.mocked(console.warn).mock.calls).toEqual([]);
});
