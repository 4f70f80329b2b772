/** What every resolver has: one version of the data, one "now". */
import type { PinnedMoment } from '../context.js';
import type { Reading } from '../loaders/reading.js';

export interface GraphqlContext extends PinnedMoment {
  reading: Reading;
  /** The platform's address without a slash at its end. */
  base: string;
  /** The licence of data sets that name none. */
  licence: string;
}
