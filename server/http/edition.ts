/**
 * What answers depend on besides question and data: this code and what it runs on. A mended figure must not be taken for
 * the wrong one that somebody has kept, whatever the release is called.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The scripts of a build, and the names of what its pages load. */
const IS_CODE = /\.js$|manifest\.json$/;

/** @param directory `dist/` */
export function editionOf(directory: string): string {
  const hash = createHash('sha256').update(process.version);
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    IS_CODE.test(path),
  );
  for (const path of paths.sort()) hash.update(path).update(readFileSync(join(directory, path)));
  return hash.digest('base64url');
}
