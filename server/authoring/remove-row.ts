/** Groups, targets, annotations and metrics are removed; what they were is kept. */
import type { DataSource, EntityManager } from 'typeorm';
import { noteUse } from '../access/token-table.js';
import { inTransaction, rows } from '../db/index.js';
import { quoted } from '../ingest/message-words.js';
import type { CatalogueKind, Properties } from '../submissions/catalogue-tables.js';
import { dataSetKey, type Inventory, loadInventory, resolveSlug } from '../submissions/inventory.js';
import { findRows, removeRow } from '../submissions/removal.js';
import { noteSubmission } from './notes.js';
import { type Refused, refused } from './problems.js';
import type { Author, Reach } from './reach.js';
import { readSubject } from './save-row.js';
import { readReach } from './stored.js';

export type RemoveRow = {
  author: Author;
  /** The name of the mutation: what the submission came from. */
  source: string;
} & (
  | { kind: 'groups'; slug: string }
  | { kind: 'metrics'; key: string }
  | { kind: 'targets'; subject: string; metric: string; from: string | null }
  | { kind: 'annotations'; subject: string; measure: string | null; annotation: string; from: string }
);

interface Wanted {
  where: Properties;
  /** What goes with it: rows that are about it. */
  also: [CatalogueKind, Properties][];
}

/** @throws InputError (403) */
export const removeRows = (
  dataSource: DataSource,
  asked: RemoveRow,
): Promise<{ submission: number } | Refused> =>
  inTransaction(dataSource, async (manager) => {
    const { author, source, kind } = asked;
    const catalogue = await loadInventory(manager);
    const reach = await readReach(manager, catalogue, author.places);
    const wanted = await wantedOf(manager, asked, { catalogue, reach });
    if ('problems' in wanted) return wanted;
    const [row] = await findRows(manager, kind, wanted.where);
    if (!row) return refused('', 'NOT_FOUND', 'there is none of these that could be removed');
    const submission = await noteSubmission(manager, source, author);
    for (const [other, where] of wanted.also) {
      for (const each of await findRows(manager, other, where)) {
        await removeRow(manager, other, each, submission);
      }
    }
    await removeRow(manager, kind, row, submission);
    await noteUse(manager, author.tokenId, author.now);
    return { submission };
  });

interface Known {
  catalogue: Inventory;
  reach: Reach;
}

async function wantedOf(manager: EntityManager, asked: RemoveRow, known: Known): Promise<Wanted | Refused> {
  if (asked.kind === 'groups') return wantedGroup(manager, asked.slug, known);
  if (asked.kind === 'metrics') return wantedMetric(manager, asked.key, known);
  const about = aboutIn(asked.subject, known);
  if ('problems' in about) return about;
  const { slug, ...where } = about;
  if (asked.kind === 'targets') {
    return { where: { ...where, metricKey: asked.metric, fromOn: asked.from }, also: [] };
  }
  const { measure, annotation, from } = asked;
  const dataSet = measure === null ? null : known.catalogue.dataSets.get(dataSetKey(slug, measure));
  if (dataSet === undefined) return unknown('measure', `data set of ${slug} with the measure`, measure!);
  return { where: { ...where, dataSetId: dataSet?.id ?? null, kind: annotation, fromOn: from }, also: [] };
}

async function wantedGroup(
  manager: EntityManager,
  given: string,
  { catalogue, reach }: Known,
): Promise<Wanted | Refused> {
  reach.assertSubject({ type: 'group', slug: given });
  const slug = resolveSlug(catalogue, 'group', given);
  if (slug === undefined) return unknown('slug', 'group', given);
  const subjectId = catalogue.group.get(slug)!.id;
  const shown = await rows<{ slug: string }>(
    manager,
    "SELECT slug FROM dashboard WHERE subject_type = 'group' AND subject_id = ? AND state <> 'deleted' ORDER BY slug",
    [subjectId],
  );
  if (shown.length > 0) return inUse('slug', `the group ${slug}`, shown);
  const about = { subjectType: 'group', subjectId };
  const aliases = { kind: 'group', targetId: subjectId };
  return {
    where: { slug },
    also: [
      ['targets', about],
      ['annotations', about],
      ['aliases', aliases],
    ],
  };
}

async function wantedMetric(
  manager: EntityManager,
  key: string,
  { catalogue, reach }: Known,
): Promise<Wanted | Refused> {
  const owner = catalogue.ownMetrics.get(key);
  reach.assert(owner === undefined ? reach.isAll : reach.hasOrganisation(owner), `the metric ${quoted(key)}`);
  if (owner === undefined) return unknown('key', 'metric that an organisation has defined as', key);
  const shown = await rows<{ slug: string }>(
    manager,
    `SELECT DISTINCT d.slug FROM dashboard d JOIN dashboard_version v ON v.dashboard_id = d.id
     JOIN module m ON m.version_id = v.id
     WHERE m.metric_key = ? AND d.published_version = v.number ORDER BY d.slug`,
    [key],
  );
  if (shown.length > 0) return inUse('key', `the metric ${key}`, shown);
  return { where: { key }, also: [['targets', { metricKey: key }]] };
}

/** What rows have that are about a subject, and its slug of today. */
function aboutIn(
  given: string,
  { catalogue, reach }: Known,
): { subjectType: string; subjectId: number | null; slug: string } | Refused {
  const subject = readSubject(given);
  if ('problems' in subject) return subject;
  reach.assertSubject(subject);
  const { type, slug = '' } = subject;
  if (type === 'portfolio') return { subjectType: type, subjectId: null, slug };
  const today = resolveSlug(catalogue, type, slug);
  if (today === undefined) return unknown('subject', type, slug);
  return { subjectType: type, subjectId: catalogue[type].get(today)!.id!, slug: today };
}

const unknown = (path: string, what: string, given: string): Refused =>
  refused(path, 'NOT_FOUND', `there is no ${what} ${quoted(given)}`);

const inUse = (path: string, what: string, shown: readonly { slug: string }[]): Refused =>
  refused(
    path,
    'INVALID',
    `${what} is shown on ${shown.map(({ slug }) => slug).join(', ')}: take it from there first`,
  );
