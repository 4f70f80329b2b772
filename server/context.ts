import type { Asking, Reading } from './loaders/reading.js';

/** What every question is answered from: fixed at its start, so that one answer has one "now" and one version of the data. */
export interface Moment extends Pick<Asking, 'now' | 'beforeRead'> {
  requestId: string;
}

/** A moment with the data pinned: what a resolver's context has at least. */
export interface PinnedMoment extends Moment {
  /** What the answer is made from. */
  reading: Pick<Reading, 'basis' | 'holds'>;
}

/** The token of `Authorization: Bearer …`, as it was sent; null if there is none. It is never logged. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}
