/**
 * Why an answer could not be kept on this device; the page says so and the answer is sent at once.
 * `unavailable`: the browser offers no storage here (private mode, blocked by a setting) · `quota`: the disk or the site's
 * share of it is full · `evicted`: the browser closed or cleared the storage while it was in use · `outdated`: a newer
 * version of the application owns it, so this page must be loaded again · `failed`: anything else.
 */
export type StorageErrorCode = 'unavailable' | 'quota' | 'evicted' | 'outdated' | 'failed';

export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, cause?: unknown) {
    super(`Storage on this device: ${code}`, { cause });
    this.name = 'StorageError';
    this.code = code;
  }
}

const codes: ReadonlyMap<string, StorageErrorCode> = new Map([
  ['QuotaExceededError', 'quota'],
  ['InvalidStateError', 'evicted'],
  ['NotFoundError', 'evicted'],
  ['AbortError', 'evicted'],
  ['VersionError', 'outdated'],
]);

export function toStorageError(error: unknown): StorageError {
  return error instanceof StorageError ? error : new StorageError(codes.get(nameOf(error)) ?? 'failed', error);
}

/** What happens while opening is a refusal, whatever name the browser gives it; a full disk and a newer version are told apart. */
export function refusedToOpen(error: unknown): StorageError {
  const code = codes.get(nameOf(error));
  return new StorageError(code === 'quota' || code === 'outdated' ? code : 'unavailable', error);
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
