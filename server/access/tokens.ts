/** Bearer tokens as text: made once, shown once, and known afterwards by their hash alone. */
import { InputError } from '../errors.js';
import { createHash, randomBytes } from 'node:crypto';

/** So that tokens are found where they should not be, in logs and in source code. */
const PREFIX = 'pp_';
const BYTES = 32;
const TOKEN = /^pp_[A-Za-z0-9_-]{43}$/;

export const newToken = (): string => PREFIX + randomBytes(BYTES).toString('base64url');

/** SHA-256 as 64 hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** The token of an `Authorization` header; null where it holds none. */
export function bearerToken(header: string | undefined): string | null {
  const [scheme, token = '', ...rest] = (header ?? '').trim().split(/\s+/);
  return /^bearer$/i.test(scheme) && rest.length === 0 && TOKEN.test(token) ? token : null;
}

export const unauthenticated = (): InputError =>
  new InputError(
    'this needs a valid token: send the header Authorization: Bearer pp_…',
    401,
    'UNAUTHENTICATED',
  );
