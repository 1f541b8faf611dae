/**
 * Calls a handler of the page; what it throws is the page's own, and stops nothing here.
 *
 * @template T
 * @param {((value: T) => void) | null | undefined} handler
 * @param {T} value
 */
export function tell(handler, value) {
  try {
    handler?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
