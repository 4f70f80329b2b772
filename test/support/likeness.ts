/** What of two answers must be the same. */

/** Only what `shape` has, so that answers with more fields can be compared. */
export function likeness(of: unknown, shape: unknown): unknown {
  if (Array.isArray(shape)) {
    return Array.isArray(of) && of.length === shape.length ? of.map((one, i) => likeness(one, shape[i])) : of;
  }
  if (typeof shape !== 'object' || shape === null || typeof of !== 'object' || of === null) return of;
  const fields = of as Record<string, unknown>;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, likeness(fields[key], value)]));
}
