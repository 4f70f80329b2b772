/** What the rows of one kind must keep to beyond their cells, and what they put where cells alone do not say. */
import type { RowCatalogueKind } from '../../submissions/catalogue-tables.js';
import { dataSetKey, resolveSlug } from '../../submissions/inventory.js';
import type { SluggedType } from '../../metrics/subject-kinds.js';
import { ColumnProblem } from '../cells/cells.js';
import { dataSet } from './data-set-rule.js';
import { measure } from './measure-rule.js';
import { newSlug } from './new-slug.js';
import { organisationKind } from './organisation-kind.js';
import { type Cells, type Rule, unknownName, unknownReference } from './rule.js';

function inOrder(cells: Cells, first: string, last: string): ColumnProblem | undefined {
  const [from, to] = [cells[first], cells[last]];
  return typeof from === 'string' && typeof to === 'string' && to < from
    ? new ColumnProblem(last, `${to} is before ${first}, ${from}`)
    : undefined;
}

/** The subject of a target or annotation. */
const subject: Rule = (cells, row, catalogue) => {
  const { subject_type: type, subject: slug } = cells;
  if (typeof type !== 'string' || slug === undefined) return [];
  if (type === 'portfolio') {
    return [
      slug === null
        ? undefined
        : new ColumnProblem('subject', 'must be empty where subject_type is portfolio'),
    ];
  }
  const kind = type as SluggedType;
  if (typeof slug !== 'string') {
    return [new ColumnProblem('subject', `is empty: write the slug of the ${kind}`, 'MISSING_VALUE')];
  }
  const today = resolveSlug(catalogue, kind, slug);
  if (today === undefined) return [unknownReference('subject', slug, catalogue[kind].keys())];
  row.references = { ...row.references, subjectId: { kind, slug: today } };
  return [];
};

const annotation: Rule = (cells, row, catalogue) => {
  const problems = [...subject(cells, row, catalogue), inOrder(cells, 'from', 'to')];
  const { measure, subject_type: type } = cells;
  if (typeof measure !== 'string') return problems;
  if (type !== 'service') {
    return [...problems, new ColumnProblem('measure', 'only a service has data sets: leave it empty here')];
  }
  const about = row.references?.subjectId;
  if (!about || about.kind !== 'service') return problems;
  if (!catalogue.dataSets.has(dataSetKey(about.slug, measure))) {
    const problem = unknownName(cells, 'measure', catalogue.measures);
    const message = `${about.slug} has no data set of ${measure}`;
    return [...problems, problem ?? new ColumnProblem('measure', message, 'UNKNOWN_REFERENCE')];
  }
  row.references = { ...row.references, dataSetId: { kind: 'data-set', service: about.slug, measure } };
  return problems;
};

const group: Rule = (cells, row, catalogue) => {
  const slugs = cells.services as string[] | null | undefined;
  if (slugs === undefined) return [];
  row.members = [];
  return (slugs ?? []).map((slug) => {
    const today = resolveSlug(catalogue, 'service', slug);
    if (today === undefined) return unknownReference('services', slug, catalogue.service.keys());
    row.members!.push(today);
    return undefined;
  });
};

/** An old slug, and what it is of today. */
const alias: Rule = ({ kind: word, slug, of }, row, catalogue) => {
  if (typeof word !== 'string' || typeof slug !== 'string' || typeof of !== 'string') return [];
  const kind = word as keyof typeof catalogue.aliases;
  if (catalogue[kind].has(slug)) {
    return [new ColumnProblem('slug', `${slug} is the slug of a ${kind} today, and no old one`)];
  }
  const today = resolveSlug(catalogue, kind, of);
  if (today === undefined) return [unknownReference('of', of, catalogue[kind].keys())];
  catalogue.aliases[kind].set(slug, today);
  row.references = { targetId: { kind, slug: today } };
  return [];
};

export const RULES: Record<RowCatalogueKind, Rule> = {
  organisations: (...row) => [...organisationKind(...row), newSlug('organisation', ...row)],
  services: (...row) => [inOrder(row[0], 'opened_on', 'closed_on'), newSlug('service', ...row)],
  groups: (...row) => [...group(...row), newSlug('group', ...row)],
  measures: measure,
  'data-sets': dataSet,
  targets: (cells, row, catalogue) => [
    ...subject(cells, row, catalogue),
    unknownName(cells, 'metric', catalogue.metrics),
    inOrder(cells, 'from', 'to'),
  ],
  annotations: annotation,
  aliases: alias,
};
