/** Who asks. It decides which data sets an answer may know of; what is stored is the same for all. */
import type { DataSet } from '../entities/index.js';

export interface Viewer {
  sees(dataSet: Pick<DataSet, 'state'>): boolean;
}

/** Everybody. Drafts are excluded: their values, their names and that there are any. */
export const ANONYMOUS: Viewer = { sees: ({ state }) => state === 'published' };
