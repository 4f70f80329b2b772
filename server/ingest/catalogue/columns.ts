/**
 * The columns of the import files but for measurements. A column that is absent leaves what is stored; an empty cell
 * clears it (or puts back the usual value). `<text>_cy` beside a text column holds the Welsh text.
 */
import type { RowCatalogueKind } from '../../submissions/catalogue-tables.js';
import { ABSENT_PARTS, AGGREGATIONS, UNITS } from '../../metrics/definitions.js';
import { RECORDED_PERIODS } from '../../metrics/periods.js';
import { SLUGGED_TYPES, SUBJECT_TYPES, type SluggedType } from '../../metrics/subject-kinds.js';
import {
  booleanCell,
  CellProblem,
  type CellReader,
  dateCell,
  slugCell,
  textCell,
  urlCell,
  wordCell,
} from '../cells/cells.js';
import { dimensionsCell, labelsCell, slugsCell } from '../cells/list-cells.js';
import { numberCell } from '../cells/numbers.js';
import { timeZoneCell } from '../cells/time-zone-cell.js';

export interface ImportColumn {
  name: string;
  read: CellReader;
  /** `key`: always there. `new`: a new thing needs it, and it cannot be cleared. */
  needed?: 'key' | 'new';
  /** Where the value goes: a text, a property, or the id of what the slug names. The rest goes by rules of its kind. */
  text?: { name: string; language: 'en' | 'cy' };
  property?: string;
  refersTo?: { kind: SluggedType; property: string };
  /** It says what is to be done: nothing is stored under its name, and no file that we write has it. */
  isOrder?: boolean;
}

type More = Partial<ImportColumn>;

const bestRatingCell: CellReader<1 | 5> = (cell) => {
  const rating = wordCell(['1', '5'])(cell);
  return rating instanceof CellProblem ? rating : rating === '1' ? 1 : 5;
};

const property = (name: string, to: string, read: CellReader = textCell, more: More = {}): ImportColumn => ({
  name,
  read,
  property: to,
  ...more,
});

const key = (name: string, read: CellReader, more: More = {}): ImportColumn => ({
  name,
  read,
  needed: 'key',
  ...more,
});

/** A text in English and the column of its translation. */
const text = (name: string, to: string, needed?: 'key' | 'new'): ImportColumn[] => [
  { name, read: textCell, needed, text: { name: to, language: 'en' } },
  { name: `${name}_cy`, read: textCell, text: { name: to, language: 'cy' } },
];

const reference = (name: string, kind: SluggedType, to: string, needed?: 'key' | 'new'): ImportColumn => ({
  name,
  read: slugCell,
  needed,
  refersTo: { kind, property: to },
});

/** The slug from now on: the one beside it leads there. */
const NEW_SLUG: ImportColumn = { name: 'new_slug', read: slugCell, isOrder: true };

const SUBJECT: ImportColumn[] = [
  key('subject_type', wordCell(SUBJECT_TYPES), { property: 'subjectType' }),
  { name: 'subject', read: slugCell },
];

export const COLUMNS: Record<RowCatalogueKind, readonly ImportColumn[]> = {
  organisations: [
    key('slug', slugCell, { property: 'slug' }),
    NEW_SLUG,
    ...text('name', 'name', 'new'),
    ...text('description', 'description'),
    property('abbreviation', 'abbreviation'),
    property('kind', 'kind', textCell, { needed: 'new' }),
    reference('parent', 'organisation', 'parentId'),
    property('contact', 'contact'),
    property('closed_on', 'closedOn', dateCell),
  ],
  services: [
    key('slug', slugCell, { property: 'slug' }),
    NEW_SLUG,
    ...text('name', 'name', 'new'),
    reference('organisation', 'organisation', 'organisationId', 'new'),
    ...text('description', 'description'),
    property('url', 'url', urlCell),
    property('contact', 'contact'),
    property('opened_on', 'openedOn', dateCell),
    property('closed_on', 'closedOn', dateCell),
    property('category', 'category'),
    property('customer_type', 'customerType'),
    property('business_model', 'businessModel'),
    ...text('notes_on_costs', 'notesOnCosts'),
    ...text('other_notes', 'otherNotes'),
  ],
  groups: [
    key('slug', slugCell, { property: 'slug' }),
    NEW_SLUG,
    ...text('name', 'name', 'new'),
    ...text('description', 'description'),
    { name: 'services', read: slugsCell },
  ],
  measures: [
    key('key', slugCell, { property: 'key' }),
    ...text('label', 'label', 'new'),
    property('unit', 'unit', wordCell(UNITS), { needed: 'new' }),
    property('aggregation', 'aggregation', wordCell(AGGREGATIONS), { needed: 'new' }),
    property('dimensions', 'dimensions', dimensionsCell),
  ],
  'data-sets': [
    key('service', slugCell, { refersTo: { kind: 'service', property: 'serviceId' } }),
    key('measure', textCell, { property: 'measureKey' }),
    property('aggregation', 'aggregation', wordCell(AGGREGATIONS)),
    property('cadence', 'cadence', wordCell(RECORDED_PERIODS), { needed: 'new' }),
    property('time_zone', 'timeZone', timeZoneCell),
    property('grace_days', 'graceDays', numberCell({ least: 0 })),
    property('working_days', 'workingDays', booleanCell),
    property('suppress_below', 'suppressBelow', numberCell({ least: 0, isWhole: true })),
    { name: 'dimension_values', read: dimensionsCell },
    { name: 'dimension_labels', read: labelsCell },
    { name: 'dimension_labels_cy', read: labelsCell },
    property('absent_parts', 'absentParts', wordCell(ABSENT_PARTS)),
    property('best_rating', 'bestRating', bestRatingCell),
    property('basis', 'basis'),
    property('method', 'method'),
    property('source', 'source'),
    property('contact', 'contact'),
    property('licence', 'licence'),
    property('state', 'state', wordCell(['draft', 'published'])),
    property('ends_on', 'endsOn', dateCell),
  ],
  targets: [
    ...SUBJECT,
    key('metric', textCell, { property: 'metricKey' }),
    key('value', numberCell(), { property: 'value' }),
    property('tolerance', 'tolerance', numberCell({ least: 0 })),
    property('from', 'fromOn', dateCell),
    property('to', 'toOn', dateCell),
  ],
  annotations: [
    ...SUBJECT,
    { name: 'measure', read: textCell },
    key('kind', wordCell(['NOTE', 'BREAK', 'OUTAGE']), { property: 'kind' }),
    key('from', dateCell, { property: 'fromOn' }),
    property('to', 'toOn', dateCell),
    ...text('text', 'text', 'key'),
    property('link', 'link', urlCell),
  ],
  aliases: [
    key('kind', wordCell([...SLUGGED_TYPES, 'dashboard']), { property: 'kind' }),
    key('slug', slugCell, { property: 'slug' }),
    key('of', slugCell),
  ],
};

/** Those of the files that we write. */
export const heldColumns = (kind: RowCatalogueKind): ImportColumn[] =>
  COLUMNS[kind].filter(({ isOrder }) => !isOrder);
