/** What scopes allow. */
import type { TokenPlace, TokenScope } from '../entities/index.js';
import { InputError } from '../errors.js';
import type { Bearer } from './token-table.js';
import { unauthenticated } from './tokens.js';

export type Right = TokenScope['right'];

/** The places in which scopes give a right. */
export const placesOf = (scopes: readonly TokenScope[], right: Right): TokenPlace[] =>
  scopes.filter((scope) => scope.right === right);

/** Whether scopes give one of the rights anywhere. */
export const haveAny = (scopes: readonly TokenScope[], rights: readonly Right[]): boolean =>
  scopes.some(({ right }) => rights.includes(right));

/** Whether a place is everything. */
const isEverywhere = ({ organisationId, serviceId }: TokenPlace): boolean =>
  organisationId === undefined && serviceId === undefined;

/** Whether scopes give a right on everything. */
export const mayEverywhere = (scopes: readonly TokenScope[], right: Right): boolean =>
  placesOf(scopes, right).some(isEverywhere);

/** Who asks, if they have the right anywhere. @throws InputError (401, 403) */
export function withRight(bearer: Bearer | null, right: Right, words: string): Bearer {
  if (!bearer) throw unauthenticated();
  if (placesOf(bearer.scopes, right).length === 0) {
    throw new InputError(`this token may not ${words}`, 403, 'FORBIDDEN');
  }
  return bearer;
}
