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
