import { EXIT, UsageError } from '../errors.js';
import { didYouMean, quoted } from '../ingest/message-words.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'list services, metrics and whatever else files name, by slug';

export const usage = `Usage: perfplat list WHAT [TEXT] [--organisation SLUG] [--service SLUG]

Prints what there is of one kind, one a line, the slug or key first: what files of dashboards, metrics and measurements
call it. With TEXT, only those in whose line it stands, in any case; metrics are found by their description, too.

  services        slug, name, organisation
  organisations   slug, name, the organisation above it
  groups          slug, name, how many services
  dashboards      slug, title, state, what it is about, owner
  metrics         key, label, unit, the dimensions it can be split by; also those that organisations define
  measures        key, label, unit, how it adds up, dimensions
  data-sets       service, measure, cadence, state

Options:
  --organisation SLUG  of services, dashboards, data sets and defined metrics: only those of this organisation and of all
                       below it
  --service SLUG       of metrics, measures and data sets: only those that this service has data for

\`perfplat list metrics online\` finds digital-take-up; \`perfplat list services | cut -d" " -f1\` has slugs alone.

Exit codes: 0 done (also where nothing is found), 2 the command line is wrong, 3 the system failed.
Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('list', {
    args,
    options: { organisation: { type: 'string' }, service: { type: 'string' } },
    allowPositionals: true,
  });
  const { LISTS, readListed } = await import('./listed.js');
  const kinds = Object.keys(LISTS);
  const [kind, text = '', ...more] = positionals;
  if (kind === undefined) throw new UsageError(`list what? One of ${kinds.join(', ')}`);
  if (!Object.hasOwn(LISTS, kind)) {
    const hint = didYouMean(kind, kinds) || `: there are ${kinds.join(', ')}`;
    throw new UsageError(`${quoted(kind)} is nothing that can be listed${hint}`);
  }
  if (more.length > 0)
    throw new UsageError(`put a text of several words in quotes: "${[text, ...more].join(' ')}"`);
  const { databaseUrl } = io.config();
  const { openInspector } = await import('../db/index.js');
  const dataSource = await openInspector(databaseUrl);
  try {
    const listed = await readListed(dataSource);
    const organisations = listed.organisationIds(values.organisation);
    const service = listed.serviceId(values.service);
    const { tables } = listed;
    if (organisations === undefined)
      throw unknown('organisation', values.organisation!, tables.organisations);
    if (service === undefined) throw unknown('service', values.service!, tables.services);
    const wanted = text.toLowerCase();
    const rows = LISTS[kind](listed, { organisations, service })
      .filter(({ cells, about }) => [...cells, about].join(' ').toLowerCase().includes(wanted))
      .map(({ cells }) => cells);
    for (const line of aligned(rows)) io.print(line);
    if (rows.length === 0) io.report(text ? `no ${kind} with ${quoted(text)}` : `there are no ${kind}`);
    return EXIT.done;
  } finally {
    await dataSource.destroy();
  }
}

function unknown(option: string, given: string, all: readonly { slug: string }[]): UsageError {
  const slugs = all.map(({ slug }) => slug);
  return new UsageError(`--${option}: there is no ${quoted(given)}${didYouMean(given, slugs)}`);
}

/** In columns, as wide as their longest cells. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
