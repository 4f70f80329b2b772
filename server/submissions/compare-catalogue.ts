/** Which rows of the catalogue are new or different from those that are stored. Nothing is written. */
import type { EntityManager } from 'typeorm';
import { canonicalJson, ServiceGroupMember } from '../entities/index.js';
import type { Aggregation, Text } from '../metrics/definitions.js';
import {
  CATALOGUE_TABLES,
  type CatalogueKind,
  type CatalogueRow,
  type Properties,
} from './catalogue-tables.js';
import { type Counts, noCounts } from './counts.js';
import type { Identities } from './identities.js';

/** A row that would be inserted or updated. */
export interface CatalogueChange {
  /** null = it is not stored yet. */
  before: Properties | null;
  /** All that it would hold; ids of what is not stored yet are provisional, its own too. */
  after: Properties;
  /** Of a group: the services that would come into it and go out of it. */
  members?: MemberChange;
  /** It would be taken away; `after` is what it is. */
  isRemoved?: boolean;
}

interface MemberChange {
  added: number[];
  removed: number[];
}

export interface CatalogueChanges {
  counts: Counts;
  rows: CatalogueChange[];
}

type Texts = Record<string, Text>;

/** The stored texts with the delivered ones in them. English is what a text is; without it there is no Welsh. */
function mergedTexts(stored: Texts, delivered: NonNullable<CatalogueRow['texts']>): Texts {
  const texts: Texts = { ...stored };
  for (const [name, languages] of Object.entries(delivered)) {
    const { en, cy } = { ...texts[name], ...languages };
    if (en) texts[name] = cy ? { en, cy } : { en };
    else delete texts[name];
  }
  return texts;
}

/** A data set that was withdrawn and is sent again starts anew, as the same row. */
const keptOfWithdrawn = ({ id, version }: Properties): Properties => ({ id, version });

/** Compares rows of one table; `identities` gets what is new, for rows of other tables to refer to. */
export async function compareCatalogue(
  manager: EntityManager,
  kind: CatalogueKind,
  delivered: readonly CatalogueRow[],
  identities: Identities,
): Promise<CatalogueChanges> {
  const { entity, identity, initial, referredToAs } = CATALOGUE_TABLES[kind];
  const counts: Counts = { ...noCounts(), received: delivered.length };
  const changes: CatalogueChange[] = [];
  if (delivered.length === 0) return { counts, rows: changes };
  // The parent of an organisation may come after it.
  if (kind === 'organisations')
    for (const { set } of delivered) await identities.declare('organisation', set);
  const stored = new Map(
    (await manager.find(entity)).map((row) => [identity(row as Properties), row as Properties]),
  );
  const measures = await identities.measures();
  for (const row of delivered) {
    const set: Properties = { ...row.set };
    for (const [property, reference] of Object.entries(row.references ?? {})) {
      set[property] = reference && (await identities.of(reference));
    }
    const start = initial(set, measures);
    const before = stored.get(identity({ ...start, ...set })) ?? null;
    if (row.isRemoved) {
      counts[before ? 'withdrawn' : 'unchanged']++;
      if (before) changes.push({ before, after: before, isRemoved: true });
      continue;
    }
    const isWithdrawn = before?.state === 'withdrawn';
    const after: Properties = { ...start, ...(isWithdrawn ? keptOfWithdrawn(before) : before), ...set };
    for (const [property, value] of Object.entries(start)) after[property] ??= value;
    if (row.newSlug !== undefined) after.slug = row.newSlug;
    if (row.texts) after.texts = mergedTexts(after.texts as Texts, row.texts);
    if (kind === 'measures')
      measures.set(String(after.key), { aggregation: after.aggregation as Aggregation });
    if (!before && referredToAs) after.id = await identities.declare(referredToAs, after);
    if (isWithdrawn && referredToAs) await identities.takeBack(referredToAs, after);
    const members = row.members && (await compareMembers(manager, Number(after.id), row.members, identities));
    if (!before) counts.inserted++;
    else if (members || canonicalJson(after) !== canonicalJson(before)) counts.updated++;
    else {
      counts.unchanged++;
      continue;
    }
    changes.push({ before, after, members });
  }
  return { counts, rows: changes };
}

/** What changes in a group; undefined if its services are `wanted` already. */
async function compareMembers(
  manager: EntityManager,
  groupId: number,
  wanted: readonly string[],
  identities: Identities,
): Promise<MemberChange | undefined> {
  const members = new Set<number>();
  for (const slug of wanted) members.add(await identities.of({ kind: 'service', slug }));
  const stored = groupId < 0 ? [] : await manager.findBy(ServiceGroupMember, { groupId });
  const kept = new Set(stored.map(({ serviceId }) => serviceId));
  const added = [...members].filter((id) => !kept.has(id));
  const removed = [...kept].filter((id) => !members.has(id));
  return added.length + removed.length > 0 ? { added, removed } : undefined;
}
