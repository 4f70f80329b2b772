/** The kind of an organisation: a word of the publisher's, and mostly one that is there already. */
import type { Inventory } from '../../submissions/inventory.js';
import { ColumnProblem, ColumnWarning } from '../cells/cells.js';
import { nearestWord } from '../../modules/nearest-word.js';
import { listed, quoted } from '../message-words.js';
import type { Rule } from './rule.js';

const USUAL_KINDS = ['department', 'agency', 'public-body'];

const knownKinds = ({ organisation }: Inventory): string[] => [
  ...new Set([...USUAL_KINDS, ...[...organisation.values()].flatMap(({ kind }) => kind ?? [])]),
];

/** The same word in another case or with blanks. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_]+/g, '-');

/** Takes words in any case; a slip of a known kind is wrong, a new kind is said to be one. */
export const organisationKind: Rule = ({ slug, kind }, row, catalogue) => {
  if (typeof kind !== 'string' || typeof slug !== 'string') return [];
  const kinds = knownKinds(catalogue);
  const nearest = nearestWord(kind, kinds);
  const isSlip = nearest !== undefined && plain(nearest) !== plain(kind);
  if (isSlip) {
    const message = `${quoted(kind)} is no kind of organisation: did you mean ${quoted(nearest)}? There are ${listed(kinds, 'and')}`;
    return [new ColumnProblem('kind', message, 'UNKNOWN_REFERENCE')];
  }
  row.set.kind = nearest ?? kind;
  const self = catalogue.organisation.get(String(row.set.slug ?? slug));
  if (self) self.kind = nearest ?? kind;
  if (nearest !== undefined) return [];
  const message = `${quoted(kind)} is a new kind of organisation: so far there are ${listed(kinds, 'and')}`;
  return [new ColumnWarning('kind', message, 'NEW_KIND')];
};
