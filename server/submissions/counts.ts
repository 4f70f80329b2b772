/** How many rows of one kind came, and what became of them. */
export interface Counts {
  received: number;
  inserted: number;
  /** Stored before with other content. */
  updated: number;
  /** Taken back: read as if they had never been sent. */
  withdrawn: number;
  unchanged: number;
}

export const noCounts = (): Counts => ({ received: 0, inserted: 0, updated: 0, withdrawn: 0, unchanged: 0 });

export function sumOfCounts(list: readonly Counts[]): Counts {
  const sum = noCounts();
  for (const counts of list) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
  return sum;
}

export const isChanged = ({ inserted, updated, withdrawn }: Counts): boolean =>
  inserted + updated + withdrawn > 0;
