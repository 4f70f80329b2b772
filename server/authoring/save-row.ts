/** Groups, targets, annotations and metrics are saved like files of one row, and are live at once. */
import type { DataSource } from 'typeorm';
import { noteUse } from '../access/token-table.js';
import { columnOf } from '../ingest/column-names.js';
import { importSources } from '../ingest/import.js';
import type { RowKind } from '../ingest/kinds.js';
import { quoted } from '../ingest/message-words.js';
import type { Problem } from '../ingest/problems.js';
import { bytesSource, type ImportSource, tableSource } from '../ingest/source.js';
import { SLUGGED_TYPES, SUBJECT_TYPES } from '../metrics/subject-kinds.js';
import { type Inventory, loadInventory, resolveSlug } from '../submissions/inventory.js';
import { type AuthoringProblem, problemsOf, type Refused, refused } from './problems.js';
import type { AboutSubject, Author, Reach } from './reach.js';
import { readMembers, readReach } from './stored.js';

/** `submission` is null where it was there already. */
export interface SavedRow {
  submission: number | null;
}

interface Saving {
  author: Author;
  /** The name of the mutation: what the submission came from. */
  source: string;
}

/** What a row says by the names of the input's fields; nothing = null. */
export type SaveRow = Saving &
  (
    | { kind: 'groups'; slug: string; services: readonly string[]; texts: Texts }
    | { kind: 'targets'; subject: string; values: Texts }
    | { kind: 'annotations'; subject: string; values: Texts }
    | { kind: 'metrics'; key: string; owner: string; definition: Readonly<Record<string, unknown>> }
  );
type Texts = Readonly<Record<string, string | number | null | undefined>>;

/** @throws InputError (403) */
export async function saveRow(dataSource: DataSource, asked: SaveRow): Promise<SavedRow | Refused> {
  const catalogue = await loadInventory(dataSource);
  const reach = await readReach(dataSource, catalogue, asked.author.places);
  switch (asked.kind) {
    case 'groups': {
      await assertGroup(dataSource, asked, { catalogue, reach });
      const services = asked.services.join(' ');
      return storeCells(dataSource, asked, [
        ['slug', 'slug', asked.slug],
        ...cellsOf(asked.texts),
        ['services', 'services', services],
      ]);
    }
    case 'targets':
    case 'annotations': {
      const about = readSubject(asked.subject);
      if ('problems' in about) return about;
      reach.assertSubject(about);
      const { type, slug } = about;
      return storeCells(dataSource, asked, [
        ['subject', 'subject_type', type],
        ['subject', 'subject', slug],
        ...cellsOf(asked.values),
      ]);
    }
    case 'metrics':
      return storeMetric(dataSource, asked, { catalogue, reach });
  }
}

interface Known {
  catalogue: Inventory;
  reach: Reach;
}

async function assertGroup(
  dataSource: DataSource,
  { slug, services }: Extract<SaveRow, { kind: 'groups' }>,
  { catalogue, reach }: Known,
): Promise<void> {
  const today = resolveSlug(catalogue, 'group', slug);
  const members = today === undefined ? [] : ((await readMembers(dataSource)).get(today) ?? []);
  for (const service of services) reach.assertSubject({ type: 'service', slug: service });
  reach.assert(reach.hasServices([...members, ...services]), `the group ${quoted(slug)}`);
}

async function storeMetric(
  dataSource: DataSource,
  { author, source, key, owner, definition }: Extract<SaveRow, { kind: 'metrics' }>,
  { catalogue, reach }: Known,
): Promise<SavedRow | Refused> {
  reach.assertOrganisation(owner);
  // The same key may be that of a metric of others.
  const stored = catalogue.ownMetrics.get(key);
  if (stored !== undefined) reach.assert(reach.hasOrganisation(stored), `the metric ${quoted(key)}`);
  const text = JSON.stringify([withoutNothing({ ...definition, key, owner })]);
  const document = bytesSource('metrics', 'metric', Buffer.from(text));
  return storeSource(dataSource, { author, source }, document, (problems) =>
    problemsOf(problems, '').map(({ path, ...problem }) => ({ ...problem, path: path.replace(/^0\.?/, '') })),
  );
}

/** JSON has null where nothing is said; YAML has nothing. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNothing(item)]));
}

/** A subject as files of dashboards write it. */
export function readSubject(subject: string): AboutSubject | Refused {
  if (subject === 'portfolio') return { type: 'portfolio' };
  const [word, slug = '', ...more] = subject.split('/');
  const type = SLUGGED_TYPES.find((known) => known === word);
  if (type && slug && more.length === 0) return { type, slug };
  const forms = `${SLUGGED_TYPES.map((each) => `${each}/SLUG`).join(', ')} or portfolio`;
  const message = `${quoted(subject)} is no subject, written ${forms}`;
  return refused('subject', 'BAD_VALUE', message, { allowed: SUBJECT_TYPES });
}

/** The cells of a row: the field of the input that each comes from, its column, and what stands in it. */
type Cells = readonly (readonly [field: string, column: string, value: string | number | null | undefined])[];

const cellsOf = (values: Texts): Cells =>
  Object.entries(values)
    // What nobody has said stays as it is stored.
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, columnOf(field), value]);

function storeCells(
  dataSource: DataSource,
  asked: Saving & { kind: RowKind },
  cells: Cells,
): Promise<SavedRow | Refused> {
  const row = cells.map(([, , value]) => String(value ?? ''));
  const header = cells.map(([, column]) => column);
  const source = tableSource(asked.kind, 'input', header, () => [row]);
  return storeSource(dataSource, asked, source, (problems) =>
    problems.map(({ column, code, message, allowed, nearest }) => {
      const [path = '', , value] = cells[column - 1] ?? [];
      return {
        ...{ path, code, message },
        ...(value !== null && value !== undefined && { value: String(value) }),
        ...(allowed && { allowed }),
        ...(nearest !== undefined && { nearest }),
      };
    }),
  );
}

async function storeSource(
  dataSource: DataSource,
  { author: { tokenId, now }, source: from }: Saving,
  source: ImportSource,
  told: (problems: readonly Problem[]) => AuthoringProblem[],
): Promise<SavedRow | Refused> {
  const outcome = await importSources(
    dataSource,
    [source],
    { now, tokenId, source: from },
    (_receipt, manager) => noteUse(manager, tokenId, now),
  );
  return outcome.isAccepted
    ? { submission: outcome.receipt.submission }
    : { problems: told(outcome.problems) };
}
