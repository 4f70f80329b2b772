import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { EXIT, UsageError } from '../errors.js';
import type { ImportReceipt } from '../ingest/import.js';
import type { ImportProgress } from '../ingest/options.js';
import { IMPORT_KINDS, type ImportKind } from '../ingest/kinds.js';
import { problemLines, warningLines } from '../ingest/problems.js';
import type { WriterSource } from '../writer/commands.js';
import { type Io, parseArguments } from './command.js';
import { dryRunLines } from './difference-lines.js';

export const summary = 'read CSV files and dashboards, all of them or nothing';

export const usage = `Usage: perfplat import [--<kind> FILE]… [--replace] [--dry-run]

Reads CSV files (UTF-8, one header row, lines that begin with # are comments) and dashboards (YAML) into the database:
all of them or, if anything is wrong, nothing. Each option may be given more than once. Files are read in this order,
whatever the order of the options, so that one may refer to what another brings:

  --organisations FILE  slug, name, kind; abbreviation, description, parent, contact, closed_on
  --services FILE       slug, name, organisation; description, url, contact, opened_on, closed_on, category,
                        customer_type, business_model, notes_on_costs, other_notes
  --groups FILE         slug, name; description, services (slugs separated by spaces)
  --measures FILE       key, label, unit, aggregation; dimensions (like channel=digital phone;page)
  --data-sets FILE      service, measure, cadence; aggregation, time_zone (a name like Europe/London), grace_days,
                        working_days, suppress_below, dimension_values (like le=10 20 +Inf), dimension_labels (like
                        channel=digital:Online phone:"By phone"), absent_parts (zero or missing), best_rating (1 or 5),
                        basis, method, source, contact, licence, state (draft or published), ends_on
  --metrics FILE        YAML, a list of: key, owner, label, formula; description, unit, direction, caveats, periods,
                        default-period, story. The formula is one of total, ratio, score, quantile, shareWithin, mean
  --measurements FILE   service, measure, period, start, value; status, flags, and a column for each dimension
  --targets FILE        subject_type, subject, metric, value; tolerance, from, to
  --annotations FILE    subject_type, subject, kind, from, text; measure, to, link
  --dashboards FILE     YAML, a list of: slug, title, subject (like service/carers-allowance), sections; description,
                        owner, is-own-page (true: it is the page of its subject). A section: title, modules. A
                        module: slug, metric; title, description, subject, period, from, to, last, by, top,
                        compare-to, chart, view, size. In the place of metric it may have a text
  --aliases FILE        kind (service, organisation, group or dashboard), slug, of: an old slug, and that of today
  --replace             of measurements: where the files have a row of a data set and window, whatever else is stored for
                        it is taken back
  --dry-run             says what would be new, changed (from what to what), removed and unchanged, and stores nothing

What comes after ; is optional. A text column may have a Welsh one beside it (name_cy); in YAML a text is written
{ en: …, cy: … } then. A dashboard is published as it stands: changed content is its next version. A column that is absent
leaves what is stored as it is; an empty cell clears it. Sending the same again changes nothing. A value column may hold
[x] not available, [z] not applicable or [c] confidential in place of a number; [-] takes a row back. Values with spaces
in the dimension columns stand in double quotes. Data sets that are not declared are made from their rows. Empty rows and
columns of spreadsheets are skipped; fields separated by anything but commas are refused.

/schema/dashboard.json and /schema/metric.json of a server (dashboard.json and metric.json in the folder schema of the
package) are the JSON Schema of the YAML: editors complete and check what you type by them. \`perfplat list\` shows slugs
and keys.

What is possible and looks like a mistake is a warning on standard error (file:line: warning: message, at most 100),
and stops nothing.

Exit codes: 0 done, 1 the input is wrong (file:line:column: message, at most 100), 2 the command line is wrong,
3 the system failed.
Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite), TMPDIR (/tmp: where more than 262,144 measurements are sorted)`;

const FILES = Object.fromEntries(
  IMPORT_KINDS.map((kind) => [kind, { type: 'string', multiple: true }] as const),
) as Record<ImportKind, { type: 'string'; multiple: true }>;
const OPTIONS = { ...FILES, replace: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } as const;

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArguments('import', { args, options: OPTIONS });
  const sources = await namedFiles(values);
  if (sources.length === 0) {
    throw new UsageError('name at least one file, like --measurements FILE: see `perfplat import --help`');
  }
  const { databaseUrl } = io.config();
  const { startWriter } = await import('../writer/writer.js');
  io.progress('opening the database …');
  const writer = await startWriter(databaseUrl);
  try {
    const options = {
      now: new Date(),
      source: sources.map(({ name }) => basename(name)).join(', '),
      mode: values.replace ? ('replace' as const) : ('upsert' as const),
    };
    const onProgress = (progress: ImportProgress): void => io.progress(progressText(progress));
    const isDryRun = values['dry-run'] === true;
    const outcome = await writer.run(isDryRun ? 'compare' : 'import', { sources, options }, onProgress);
    io.progress('');
    if (outcome.isAccepted) {
      const { warnings, moreWarnings } = outcome.receipt;
      for (const line of warningLines(warnings, moreWarnings)) io.report(line);
      for (const line of 'differences' in outcome ? dryRunLines(outcome) : receiptLines(outcome.receipt)) {
        io.print(line);
      }
      if (isDryRun) io.print('a dry run: nothing was stored');
      return EXIT.done;
    }
    for (const line of problemLines(outcome.problems, outcome.rest)) io.report(line);
    if (outcome.problems.some(({ code }) => code === 'UNKNOWN_REFERENCE')) {
      io.report('`perfplat list` shows the slugs and keys that there are');
    }
    io.report('nothing was stored');
    return EXIT.inputWrong;
  } finally {
    await writer.close();
  }
}

async function namedFiles(values: Partial<Record<ImportKind, string[]>>): Promise<WriterSource[]> {
  const sources: WriterSource[] = [];
  for (const kind of IMPORT_KINDS) {
    for (const path of values[kind] ?? []) {
      const found = await stat(path).catch(() => undefined);
      if (!found) throw new UsageError(`--${kind}: there is no file ${path}`);
      if (found.isDirectory()) throw new UsageError(`--${kind}: ${path} is a directory, not a file`);
      sources.push({ kind, name: path, path, bytes: found.size });
    }
  }
  return sources;
}

const whole = (count: number): string => count.toLocaleString('en-GB');

function progressText({ phase, name, rows, of = 0 }: ImportProgress): string {
  return phase === 'reading'
    ? `reading ${name}: ${whole(rows)} rows`
    : `${phase} ${whole(rows)} of ${whole(of)} observations`;
}

/** One line a kind, and one for all. Counts are plain numbers: programs read them too. */
function receiptLines({ submission, kinds, total, dataSetsMade }: ImportReceipt): string[] {
  const counts = (of: ImportReceipt['total']): string =>
    `${of.received} received, ${of.inserted} inserted, ${of.updated} updated, ${of.unchanged} unchanged` +
    (of.withdrawn > 0 ? `, ${of.withdrawn} withdrawn` : '');
  const lines = kinds.map(({ kind, ...of }) => `${kind}: ${counts(of)}`);
  if (dataSetsMade > 0) lines.push(`data-sets: ${dataSetsMade} made from measurements`);
  const what = submission === null ? 'no submission, nothing was new' : `submission ${submission}`;
  return [...lines, `${what}: ${counts(total)}`];
}
