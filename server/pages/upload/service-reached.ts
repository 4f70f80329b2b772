/** The service of an address, as far as whoever has signed in may fill it. */
import { placesOf } from '../../access/rights.js';
import { InputError } from '../../errors.js';
import { reachedServices, type ReachedService } from '../../store/reach.js';
import type { SignedInQuestion } from './answers.js';

/** What somebody may fill of a service. @throws InputError (404), in the same words whether it is there or not */
export function reachedService({ reading, session, names }: SignedInQuestion): ReachedService {
  const found = reachedServices(reading.catalogue, placesOf(session.bearer.scopes, 'write')).find(
    ({ service }) => service.slug === names.slug,
  );
  if (found) return found;
  throw new InputError(
    `there is no service “${names.slug}” that you may publish figures of`,
    404,
    'NOT_FOUND',
  );
}
