/** What the words of one request depend on besides its answers. */
import type { Snapshot } from '../store/snapshot.js';

export interface WordingContext {
  readonly catalogue: Snapshot['catalogue'];
  /** The platform's address without a slash at its end; empty for addresses relative to its root. */
  readonly base: string;
  /** The licence of data sets that name none. */
  readonly licence: string;
}
