/** Makes the demonstration data in a database, or adds what has come out since it was made. */
import type { DataSource } from 'typeorm';
import { newestSource } from '../store/submission-log.js';
import { type Counts, sumOfCounts } from '../submissions/counts.js';
import { loadInventory } from '../submissions/inventory.js';
import { InputError } from '../errors.js';
import { importSources } from '../ingest/import.js';
import type { ImportProgress } from '../ingest/options.js';
import { problemLines } from '../ingest/problems.js';
import { formatStart } from '../metrics/periods.js';
import { firstDay, newestCorrection, type Stretch } from './publishing.js';
import { dayOf } from './rhythm.js';
import { type Definitions, DEFINITIONS, editionOf } from './services/index.js';
import { catalogueSources, measurementSource } from './sources.js';

export interface DemoOptions {
  /** The last day, as a number since 1970-01-01. */
  until: number;
  now: Date;
  onProgress?: (progress: ImportProgress) => void;
  /** For tests: other services, and all figures made and compared although they are there. */
  definitions?: Definitions;
  isRemade?: boolean;
}

export interface DemoReceipt {
  /** The day up to which there is data now: later than asked for if it was there already. */
  until: string;
  /** Of all kinds of rows. */
  counts: Counts;
}

/**
 * The source of a submission of the demo. It tells readers what the figures are, and the next run how far it got:
 * up to which day, with which edition of the definitions.
 */
const SOURCE = 'perfplat demo: generated figures up to ';
const sourceOf = (until: number, edition: string): string =>
  `${SOURCE}${formatStart('day', until)} (edition ${edition})`;

interface Made {
  until: number;
  edition: string;
}

async function madeBefore(dataSource: DataSource): Promise<Made | undefined> {
  const newest = await newestSource(dataSource, SOURCE);
  if (newest === undefined) return undefined;
  const rest = newest.slice(SOURCE.length);
  return { until: dayOf(rest.slice(0, 10)), edition: /\(edition (\w+)\)$/.exec(rest)?.[1] ?? '' };
}

/**
 * Generated figures never come to stand beside real ones.
 *
 * @throws InputError if the database holds services that the demo has not made.
 */
export async function assertOnlyDemo(
  dataSource: DataSource,
  definitions: Definitions = DEFINITIONS,
): Promise<void> {
  const { service } = await loadInventory(dataSource);
  const known = new Set(definitions.services.map(({ slug }) => slug));
  const isMade = (await madeBefore(dataSource)) !== undefined;
  const foreign = [...service.keys()].filter((slug) => !isMade || !known.has(slug));
  if (foreign.length === 0) return;
  const which = foreign.length === 1 ? `a service (${foreign[0]})` : `${foreign.length} services`;
  const example = foreign.length === 1 ? '' : `, ${foreign[0]} for one`;
  throw new InputError(
    `the database holds ${which} that the demo did not make${example}: generated figures are never put beside ` +
      'real ones. Name another database, like PERF_DATABASE_URL=sqlite:./data/demo.sqlite',
    409,
    'NOT_A_DEMO',
  );
}

/**
 * Makes or extends the demonstration data. Each submission is atomic; a run that is broken off between two of them is
 * completed by the next. Nothing is ever taken away: an earlier `until` than that of the data leaves it as it is.
 *
 * @param dataSource of `openWriter`.
 * @throws InputError as `assertOnlyDemo`, and the errors of `importSources`.
 */
export async function extendDemo(dataSource: DataSource, options: DemoOptions): Promise<DemoReceipt> {
  const { definitions = DEFINITIONS } = options;
  await assertOnlyDemo(dataSource, definitions);
  const made = await madeBefore(dataSource);
  const edition = editionOf(definitions);
  const until = Math.max(options.until, made?.until ?? -Infinity);
  const isContinued = made?.edition === edition && !options.isRemade;
  const stretch: Stretch = {
    // Not later than where the data begins that is there: a long pause must not leave a hole.
    from: firstDay(isContinued ? made.until : Math.min(until, made?.until ?? until)),
    since: isContinued ? made.until : -Infinity,
    until,
  };
  const totals: Counts[] = [];
  for (const [index, stage] of stagesOf(definitions, stretch, made === undefined || isContinued).entries()) {
    const sources = index === 0 ? catalogueSources(definitions, until) : [];
    if (stage.until > stage.since) sources.push(measurementSource(definitions, stage));
    const outcome = await importSources(dataSource, sources, {
      now: options.now,
      source: sourceOf(stage.until, edition),
      onProgress: options.onProgress,
    });
    if (!outcome.isAccepted) {
      throw new Error(
        `the demo's own data was refused:\n${problemLines(outcome.problems, outcome.rest).join('\n')}`,
      );
    }
    totals.push(outcome.receipt.total);
  }
  return { until: formatStart('day', until), counts: sumOfCounts(totals) };
}

/**
 * A correction is one only where the first value was there before. Data made anew is therefore sent as it stood before
 * the newest correction, then as it stands; where all of it is sent again, as it stands.
 */
function stagesOf(definitions: Definitions, stretch: Stretch, mayBeSplit: boolean): Stretch[] {
  const corrected = mayBeSplit ? newestCorrection(definitions.services, stretch) : undefined;
  if (corrected === undefined || corrected - 1 <= stretch.since) return [stretch];
  return [
    { ...stretch, until: corrected - 1 },
    { ...stretch, since: corrected - 1 },
  ];
}
