/** Slugs of what has to be there already. */
import type { SluggedType } from '../../metrics/subject-kinds.js';
import { type Inventory, resolveSlug } from '../../submissions/inventory.js';
import { didYouMean, hintOf, quoted } from '../message-words.js';
import { CellProblem } from './cells.js';

/** The slug of today, of an old one too. */
export const knownSlug = (catalogue: Inventory, kind: SluggedType, given: string): string | CellProblem =>
  resolveSlug(catalogue, kind, given) ??
  new CellProblem(
    `there is no ${kind} ${quoted(given)}${didYouMean(given, catalogue[kind].keys())}`,
    'UNKNOWN_REFERENCE',
    hintOf(given, catalogue[kind].keys()),
  );
