/** Documents as the import takes them. */

/** The import takes a file of 1 MB. */
const MOST_BYTES = 900_000;

/** Lists in YAML, one after another in one text or, where they are too long for one file, in several. */
export function yamlFiles(lists: readonly string[]): string[] {
  const files: string[] = [];
  let bytes = Infinity;
  for (const list of lists) {
    const size = Buffer.byteLength(list);
    if (bytes + size > MOST_BYTES) {
      files.push('');
      bytes = 0;
    }
    files[files.length - 1] += list;
    bytes += size;
  }
  return files.length === 0 ? ['[]\n'] : files;
}
