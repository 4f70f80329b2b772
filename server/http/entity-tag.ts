/** Entity tags: of what an answer depends on, not of its bytes. */
import { createHash } from 'node:crypto';

/** A weak tag: the same answer may be sent in several encodings. */
export function entityTag(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${String(part).length}:${part}`);
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}

/** True if the caller's `If-None-Match` names `tag` (compared weakly, as RFC 9110 says for it). */
export function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((known) => opaque(known) === opaque(tag));
}
