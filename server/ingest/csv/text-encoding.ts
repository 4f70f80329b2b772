/** Is it UTF-8 text, and if not, where does it stop being that? */
import { isUtf8 } from 'node:buffer';

/** UTF-8 without NUL (PostgreSQL stores none, and a text that has them is UTF-16 or no text). */
export const isReadable = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.includes(0);

const hex = (byte: number): string => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** The first byte that is not UTF-8 text, and what it is; undefined if all is well. */
export function findWrongBytes(bytes: Buffer): { at: number; what: string } | undefined {
  const zero = bytes.indexOf(0);
  const bad = firstBadByte(bytes);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { at: 0, what: 'this is UTF-16, not UTF-8' };
  if (zero !== -1 && (bad === -1 || zero < bad)) {
    return { at: zero, what: 'a byte 0x00 stands here: this is UTF-16 or no text at all' };
  }
  if (bad === -1) return undefined;
  return { at: bad, what: `byte ${hex(bytes[bad])} is not UTF-8` };
}

function firstBadByte(bytes: Buffer): number {
  if (isUtf8(bytes)) return -1;
  // Decoding puts U+FFFD where the bytes are wrong; one that was really written has the bytes EF BF BD.
  const text = bytes.toString('utf8');
  let at = 0;
  let from = 0;
  for (;;) {
    const next = text.indexOf('\uFFFD', from);
    at += Buffer.byteLength(text.slice(from, next));
    const isWritten = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
    if (!isWritten) return at;
    from = next + 1;
    at += 3;
  }
}
