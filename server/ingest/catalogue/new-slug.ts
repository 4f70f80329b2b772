/** Something gets another slug. */
import { resolveSlug } from '../../submissions/inventory.js';
import type { SluggedType } from '../../metrics/subject-kinds.js';
import { ColumnProblem } from '../cells/cells.js';
import type { Rule } from './rule.js';

/** For the rest of the delivery, too, the new slug names the same thing as the old one. */
export function newSlug(
  kind: SluggedType,
  { new_slug: wanted }: Parameters<Rule>[0],
  row: Parameters<Rule>[1],
  catalogue: Parameters<Rule>[2],
): ColumnProblem | undefined {
  const { slug } = row.set;
  if (typeof wanted !== 'string' || typeof slug !== 'string' || wanted === slug) return undefined;
  if (catalogue[kind].get(slug)?.id === undefined) {
    return new ColumnProblem('new_slug', `${slug} is not stored yet: write the slug that it is to have`);
  }
  const holder = resolveSlug(catalogue, kind, wanted);
  if (holder !== undefined && holder !== slug) {
    return new ColumnProblem('new_slug', `${wanted} is or was the slug of another ${kind}, ${holder} today`);
  }
  catalogue.aliases[kind].set(wanted, slug);
  row.newSlug = wanted;
  return undefined;
}
