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
import { type Check, NotStored, type RefusedRow, refuseChange, refuseNewer } from './not-written-over.js';
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
    | { kind: 'targets' | 'annotations'; subject: string; values: Texts; isAddition?: boolean }
    | {
        kind: 'metrics';
        key: string;
        owner: string;
        definition: Readonly<Record<string, unknown>>;
        baseVersion?: number;
      }
  );
type Texts = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Saves a row. Where one is there already it is changed, unless that is ruled out: an addition (`isAddition`) changes no
 * target and no annotation, and a metric is changed only in the version that was looked at (`baseVersion`; 0 = it is to
 * be a new one). What is there as it was sent is no conflict.
 *
 * @throws InputError (403)
 */
export async function saveRow(dataSource: DataSource, asked: SaveRow): Promise<SavedRow | RefusedRow> {
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
      const cells: Cells = [
        ['subject', 'subject_type', type],
        ['subject', 'subject', slug],
        ...cellsOf(asked.values),
      ];
      return storeCells(dataSource, asked, cells, asked.isAddition ? refuseChange : undefined);
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
  { author, source, key, owner, definition, baseVersion }: Extract<SaveRow, { kind: 'metrics' }>,
  { catalogue, reach }: Known,
): Promise<SavedRow | RefusedRow> {
  reach.assertOrganisation(owner);
  // The same key may be that of a metric of others.
  const stored = catalogue.ownMetrics.get(key);
  if (stored !== undefined) reach.assert(reach.hasOrganisation(stored), `the metric ${quoted(key)}`);
  const text = JSON.stringify([withoutNothing({ ...definition, key, owner })]);
  const document = bytesSource('metrics', 'metric', Buffer.from(text));
  const told: Told = (problems) =>
    problemsOf(problems, '').map(({ path, ...problem }) => ({ ...problem, path: path.replace(/^0\.?/, '') }));
  const check: Check | undefined =
    baseVersion === undefined
      ? undefined
      : (counts, manager) => refuseNewer(manager, key, baseVersion, counts);
  return storeSource(dataSource, { author, source }, document, { told, ...(check && { check }) });
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
  check?: Check,
): Promise<SavedRow | RefusedRow> {
  const row = cells.map(([, , value]) => String(value ?? ''));
  const header = cells.map(([, column]) => column);
  const source = tableSource(asked.kind, 'input', header, () => [row]);
  const told: Told = (problems) =>
    problems.map(({ column, code, message, allowed, nearest }) => {
      const [path = '', , value] = cells[column - 1] ?? [];
      return {
        ...{ path, code, message },
        ...(value !== null && value !== undefined && { value: String(value) }),
        ...(allowed && { allowed }),
        ...(nearest !== undefined && { nearest }),
      };
    });
  return storeSource(dataSource, asked, source, { told, ...(check && { check }) });
}

/** Problems of a file, as those of what was asked. */
type Told = (problems: readonly Problem[]) => AuthoringProblem[];

async function storeSource(
  dataSource: DataSource,
  { author: { tokenId, now }, source: from }: Saving,
  source: ImportSource,
  { told, check }: { told: Told; check?: Check },
): Promise<SavedRow | RefusedRow> {
  try {
    const outcome = await importSources(
      dataSource,
      [source],
      { now, tokenId, source: from },
      async ({ total }, manager) => {
        const refusal = await check?.(total, manager);
        if (refusal) throw new NotStored(refusal);
        await noteUse(manager, tokenId, now);
      },
    );
    return outcome.isAccepted
      ? { submission: outcome.receipt.submission }
      : { problems: told(outcome.problems) };
  } catch (error) {
    if (error instanceof NotStored) return error.refusal;
    throw error;
  }
}
