/** Which page sent a form. */
import type { FastifyRequest } from 'fastify';
import type { Site } from '../../pages/frame/site.js';

/**
 * Whether a page of this site sent the request. Browsers say so in `Sec-Fetch-Site`, where the connection is secure, and
 * in the `Origin` of every POST; who says neither is refused.
 */
export function isFromOwnPage(request: FastifyRequest, { base }: Pick<Site, 'base'>): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  // `none`: the reader sent it again from the browser's own buttons.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  // Where no public address is set, readers may know the machine by any of its names.
  return origin === new URL(base).origin || origin === `${request.protocol}://${request.host}`;
}
