/** As `JSON.stringify`, for values made of it; what pages add to prototypes (`Array.prototype.toJSON`) changes nothing. */
export function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields.map(([name, each]) => `${jsonOf(name)}:${jsonOf(each)}`).join()}}`;
}
