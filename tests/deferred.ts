/** A promise that a test settles itself. (`Promise.withResolvers` needs Node 22.) */
export function deferred<T = undefined>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let settle: ((value: T) => void) | undefined;
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, resolve: (value) => settle?.(value) };
}
