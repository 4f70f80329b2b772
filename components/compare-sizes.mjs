/** A part may grow by this share, and by these bytes, before the ledger must be written anew. */
const SHARE = 0.01;
const BYTES = 32;

/**
 * Compares measured sizes with the ledger (components/sizes.json). A limit sums the groups that it names.
 * @returns what is over its limit or has grown, one sentence each; empty if all is well
 */
export function compareSizes(sizes, { limits, measured }) {
  const faults = [];
  for (const { groups, bytes: limit } of limits) {
    const bytes = groups.reduce((sum, group) => sum + (sizes[group] ?? 0), 0);
    if (bytes > limit) faults.push(`${groups.join(' + ')}: ${bytes} bytes; the limit is ${limit}.`);
  }
  for (const [group, bytes] of Object.entries(sizes)) {
    const before = measured[group] ?? 0;
    if (bytes > before * (1 + SHARE) + BYTES) {
      faults.push(
        `${group} grew from ${before} to ${bytes} bytes. If it is worth it: node components/build.mjs --ledger`,
      );
    }
  }
  return faults;
}
