/** Takes back what a data set holds: some windows, a category, or all of it and the data set itself. */
import type { DataSource } from 'typeorm';
import { noteUse } from '../../access/token-table.js';
import { BusyError, InputError } from '../../errors.js';
import { parseRecordedWindow, RECORDED_PERIODS } from '../../metrics/periods.js';
import type { CatalogueRow } from '../../submissions/catalogue-tables.js';
import { dataSetKey, type Inventory, resolveSlug } from '../../submissions/inventory.js';
import { dimensionsThere, type RowChoice, rowsThere } from '../../submissions/rows-there.js';
import { MOST_MS } from '../delivery-limits.js';
import { compareSources, importSources, keptInventory } from '../import.js';
import { Writable, type WritablePlace } from '../measurements/writable.js';
import { listed, quoted } from '../message-words.js';
import type { ImportOptions } from '../options.js';
import { tableSource } from '../source.js';

/** Plain data. */
export interface Withdrawal {
  service: string;
  measure: string;
  /** Which rows; `data set`: all of them, and the data set with what it says of itself. */
  what: RowChoice | 'data set';
  /** Only says what would change. */
  isDryRun?: boolean;
  tokenId: number;
  /** Where the token may write. */
  places: readonly WritablePlace[];
  /** What it came from, in words. */
  source: string;
  now: Date;
}

export interface WithdrawalReceipt {
  /** Null where there is nothing to take back, or it was only asked. */
  submission: number | null;
  /** Rows. */
  withdrawn: number;
}

const wrong = (message: string): InputError => new InputError(message, 422, 'INVALID');

function assertChoice({ period, from, to }: RowChoice): void {
  if (period === undefined) {
    if (from !== undefined || to !== undefined)
      throw wrong(`from and to need a period: one of ${listed(RECORDED_PERIODS)}`);
    return;
  }
  if (!RECORDED_PERIODS.includes(period))
    throw wrong(`${quoted(String(period))} is not one of ${listed(RECORDED_PERIODS)}`);
  for (const start of [from, to]) {
    if (start !== undefined && !parseRecordedWindow(period, start))
      throw wrong(`${quoted(start)} is no start of such a period (${period})`);
  }
}

/** @throws InputError (403, 404) */
function knownDataSet(
  catalogue: Inventory,
  { service, measure, places }: Withdrawal,
): { id: number; slug: string } {
  new Writable(catalogue, places).assert(service, measure);
  const slug = resolveSlug(catalogue, 'service', service);
  const id = slug === undefined ? undefined : catalogue.dataSets.get(dataSetKey(slug, measure))?.id;
  if (id !== undefined) return { id, slug: slug! };
  throw new InputError(`there is no data set ${quoted(measure)} of ${quoted(service)}`, 404, 'NOT_FOUND');
}

const withdrawnDataSet = (slug: string, measure: string): CatalogueRow => ({
  set: { measureKey: measure, state: 'withdrawn' },
  references: { serviceId: { kind: 'service', slug } },
});

const BEFORE = ['service', 'measure', 'period', 'start', 'value', 'status'];

/**
 * Takes rows back, all of them or none, or says how many that would be. What is taken back reads as if it had never been
 * sent; undoing the submission brings it back. When the promise is fulfilled it is on disk.
 *
 * @throws InputError (403 outside `places`, 404 where there is no such data set, 422 for a choice that cannot be), BusyError
 *   where others write the data set at the same time, and the errors of `importSources`
 */
export async function withdraw(dataSource: DataSource, asked: Withdrawal): Promise<WithdrawalReceipt> {
  const { measure, what, tokenId, now, source: from } = asked;
  const isWhole = what === 'data set';
  const choice = isWhole ? {} : what;
  assertChoice(choice);
  const { id, slug } = knownDataSet(await keptInventory(dataSource), asked);
  const names = await dimensionsThere(dataSource, id);
  async function* records(): AsyncGenerator<(string | null)[]> {
    for await (const { dimensions, period, start } of rowsThere(dataSource, id, choice)) {
      const split = names.map((name) => dimensions[name] ?? null);
      yield [slug, measure, period, start, '', 'WITHDRAWN', ...split];
    }
  }
  const source = tableSource('measurements', 'stored rows', [...BEFORE, ...names], records);
  const options: ImportOptions = {
    ...{ now, source: from, tokenId, places: asked.places, deadline: Date.now() + MOST_MS },
    ...(isWhole && { more: { 'data-sets': [withdrawnDataSet(slug, measure)] } }),
    assertMay: (catalogue) => knownDataSet(catalogue, asked),
  };
  const outcome = asked.isDryRun
    ? await compareSources(dataSource, [source], options)
    : await importSources(dataSource, [source], options, async (_receipt, manager) => {
        const left = isWhole && (await rowsThere(manager, id, {}).next());
        if (left && !left.done)
          throw new BusyError('others write this data set at the moment: try again shortly');
        await noteUse(manager, tokenId, now);
      });
  if (!outcome.isAccepted) throw wrong(outcome.problems[0].message);
  const { submission, total } = outcome.receipt;
  return { submission, withdrawn: total.withdrawn };
}
