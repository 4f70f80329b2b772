/** Where two answers part. */
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The first place at which `one` and `other` (JSON) differ, as `path: one is not other`; null if nowhere. */
export function differenceOf(one: unknown, other: unknown, path = ''): string | null {
  if (!isObject(one) || !isObject(other)) {
    return Object.is(one, other)
      ? null
      : `${path || 'all of it'}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`;
  }
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const difference = differenceOf(one[name], other[name], path === '' ? name : `${path}.${name}`);
    if (difference) return difference;
  }
  return null;
}
