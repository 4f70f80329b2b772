/** Rows of every import file but measurements → `CatalogueRow`s, checked by columns.ts and rules.ts. */
import type { CatalogueRow, RowCatalogueKind } from '../../submissions/catalogue-tables.js';
import { dataSetKey, type Inventory, loopFrom, resolveSlug } from '../../submissions/inventory.js';
import type { StoredValues } from '../../submissions/stored-values.js';
import type { SluggedType } from '../../metrics/subject-kinds.js';
import { CellProblem, ColumnProblem, ColumnWarning } from '../cells/cells.js';
import { type Cells, unknownReference } from './rule.js';
import { Redeclared } from './redeclared.js';
import { RULES } from './rules.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import {
  fitsHeader,
  type Header,
  type HeaderRules,
  isBlank,
  readHeader,
  type RecordPlace,
  reportWidth,
} from '../csv/header.js';
import type { Problems } from '../problems.js';
import type { Cell, RecordBatch } from '../csv/records.js';
import { cellText } from '../cells/value-cells.js';

const SLUGGED: Partial<Record<RowCatalogueKind, SluggedType>> = {
  organisations: 'organisation',
  services: 'service',
  groups: 'group',
};

interface Row extends RecordPlace {
  header: Header;
}

export class CatalogueValidator {
  readonly rows: CatalogueRow[] = [];
  readonly #kind: RowCatalogueKind;
  readonly #catalogue: Inventory;
  readonly #problems: Problems;
  readonly #specs: readonly ImportColumn[];
  readonly #headerRules: HeaderRules;
  /** Where each key stood first. */
  readonly #seen = new Map<string, Row>();
  /** Organisations whose parent may still come. */
  readonly #children: { row: Row; slug: string; parent: string; delivered: CatalogueRow }[] = [];

  readonly #redeclared: Redeclared<Row>;

  /** @param isRemoval the rows say what is to be taken away. */
  constructor(
    kind: RowCatalogueKind,
    catalogue: Inventory,
    problems: Problems,
    private readonly isRemoval = false,
  ) {
    this.#kind = kind;
    this.#catalogue = catalogue;
    this.#problems = problems;
    this.#redeclared = new Redeclared(catalogue);
    this.#specs = COLUMNS[kind];
    const isRequired = ({ name, needed, text }: ImportColumn): boolean =>
      (needed === 'key' && !(isRemoval && text)) || name === 'subject';
    this.#headerRules = {
      kind,
      required: this.#specs.filter(isRequired).map(({ name }) => name),
      optional: this.#specs.filter((spec) => !isRequired(spec)).map(({ name }) => name),
    };
  }

  /** A reader of one file's batches of records. The first record is the header. */
  file(name: string): (batch: RecordBatch) => void {
    let header: Header | undefined;
    let isRefused = false;
    return ({ records, lines }) => {
      for (const [i, record] of records.entries()) {
        if (isRefused) return;
        if (header) this.#read({ file: name, line: lines[i], header }, record);
        else {
          header = readHeader({ file: name, line: lines[i] }, record, this.#headerRules, this.#problems);
          isRefused = !header || !this.#hasTranslated(name, header, lines[i]);
        }
      }
    };
  }

  /** A translation is kept with its English text: one without the other would be lost. */
  #hasTranslated(file: string, { names, at }: Header, line: number): boolean {
    const alone = names.filter((name) => name.endsWith('_cy') && !at.has(name.slice(0, -3)));
    for (const name of alone) {
      const message = `${name} needs the column ${name.slice(0, -3)} beside it`;
      this.#problems.add({ file, row: line, column: at.get(name)! + 1 }, 'BAD_HEADER', message);
    }
    return alone.length === 0;
  }

  #bad({ file, line, header }: Row, found: ColumnProblem | ColumnWarning): void {
    const place = { file, row: line, column: (header.at.get(found.column) ?? -1) + 1 };
    const message = `${found.column}: ${found.message}`;
    if (found instanceof ColumnWarning) this.#problems.warn(place, found.code, message);
    else this.#problems.add(place, found.code, message);
  }

  #read(row: Row, record: readonly Cell[]): void {
    const { header } = row;
    if (isBlank(record)) return;
    if (!fitsHeader(header, record)) return reportWidth(row, header, record, this.#problems);
    const delivered: CatalogueRow = this.isRemoval ? { set: {}, isRemoved: true } : { set: {} };
    const cells: Cells = {};
    for (const spec of this.#specs) {
      const at = header.at.get(spec.name);
      if (at === undefined) continue;
      const value = this.#cell(spec, cellText(record[at]));
      if (value instanceof CellProblem)
        this.#bad(row, new ColumnProblem(spec.name, value.message, value.code));
      else {
        cells[spec.name] = value;
        this.#put(row, spec, value, delivered);
      }
    }
    const isNew = this.#register(cells, delivered);
    for (const problem of RULES[this.#kind](cells, delivered, this.#catalogue))
      if (problem) this.#bad(row, problem);
    this.#redeclared.note(row, delivered);
    if (isNew) this.#checkNew(row);
    this.#checkTexts(row, cells);
    this.#checkKey(row, cells, delivered);
    this.rows.push(delivered);
  }

  #cell(spec: ImportColumn, cell: string): unknown {
    if (cell !== '') return spec.read(cell);
    return spec.needed ? new CellProblem('is empty', 'MISSING_VALUE') : null;
  }

  #put(
    row: Row,
    { name, text, property, refersTo }: ImportColumn,
    value: unknown,
    delivered: CatalogueRow,
  ): void {
    if (property) delivered.set[property] = value;
    if (text) {
      delivered.texts ??= {};
      delivered.texts[text.name] = { ...delivered.texts[text.name], [text.language]: value };
    }
    if (!refersTo) return;
    delivered.references ??= {};
    const { kind, property: id } = refersTo;
    delivered.references[id] = null;
    if (typeof value !== 'string') return;
    if (name === 'parent') {
      this.#children.push({ row, slug: String(delivered.set.slug), parent: value, delivered });
      return;
    }
    const slug = resolveSlug(this.#catalogue, kind, value);
    if (slug === undefined) this.#bad(row, unknownReference(name, value, this.#catalogue[kind].keys()));
    else delivered.references[id] = { kind, slug };
  }

  /**
   * Makes the row's thing known, wrong or not: what refers to it is not wrong for that. True if it is new.
   */
  #register(cells: Cells, delivered: CatalogueRow): boolean {
    const catalogue = this.#catalogue;
    const kind = SLUGGED[this.#kind];
    if (kind) {
      if (typeof cells.slug !== 'string') return false;
      const slug = resolveSlug(catalogue, kind, cells.slug);
      delivered.set.slug = slug ?? cells.slug;
      if (slug !== undefined) return false;
      if (kind === 'organisation') catalogue.organisation.set(cells.slug, { parent: null });
      else catalogue[kind].set(cells.slug, {});
      return true;
    }
    if (this.#kind === 'measures') return typeof cells.key === 'string' && !catalogue.measures.has(cells.key);
    if (this.#kind !== 'data-sets') return false;
    const service = delivered.references?.serviceId;
    return (
      service?.kind === 'service' &&
      typeof cells.measure === 'string' &&
      !catalogue.dataSets.has(dataSetKey(service.slug, cells.measure))
    );
  }

  #checkNew(row: Row): void {
    for (const { name, needed } of this.#specs) {
      if (needed !== 'new' || row.header.at.has(name)) continue;
      const message = `is needed for one that is not stored yet, and the file has no such column`;
      this.#bad(row, new ColumnProblem(name, message, 'MISSING_VALUE'));
    }
  }

  #checkTexts(row: Row, cells: Cells): void {
    for (const { name, text } of this.#specs) {
      if (text?.language !== 'cy' || typeof cells[name] !== 'string') continue;
      if (cells[name.slice(0, -3)] !== null) continue;
      this.#bad(row, new ColumnProblem(name, `has a text, but ${name.slice(0, -3)} is empty`));
    }
  }

  #checkKey(row: Row, cells: Cells, { set, references = {} }: CatalogueRow): void {
    const names = {
      organisations: ['slug'],
      services: ['slug'],
      groups: ['slug'],
      measures: ['key'],
      'data-sets': ['service', 'measure'],
      targets: ['subject_type', 'subject', 'metric', 'from'],
      annotations: ['subject_type', 'subject', 'measure', 'kind', 'from'],
      aliases: ['slug', 'kind'],
    }[this.#kind];
    // What an old and a new slug name is one thing.
    const parts = [
      set.slug ?? set.key,
      references.serviceId,
      references.subjectId,
      ...names.slice(1).map((name) => cells[name]),
    ];
    if (set.slug === undefined && names.some((name) => cells[name] === undefined && row.header.at.has(name)))
      return;
    const key = JSON.stringify(parts);
    const first = this.#seen.get(key);
    if (!first) {
      this.#seen.set(key, row);
      return;
    }
    const where = first.file === row.file ? '' : ` of ${first.file}`;
    const what = names.length > 1 ? `the same ${names.join(', ')}` : 'it';
    const message = `${what} stands in line ${first.line}${where} already: send each only once`;
    this.#bad(row, new ColumnProblem(names[0], message, 'DUPLICATE_KEY'));
  }

  /** What shows only when all rows are there, or what is stored: the tree of organisations, values that are in use. */
  async finish(values: StoredValues): Promise<void> {
    this.#checkTree();
    for (const { place, problem } of await this.#redeclared.problems(values)) this.#bad(place, problem);
  }

  #checkTree(): void {
    const { organisation } = this.#catalogue;
    for (const { set, references } of this.rows) {
      if (references && 'parentId' in references && organisation.has(String(set.slug))) {
        organisation.get(String(set.slug))!.parent = null;
      }
    }
    for (const { row, parent, delivered } of this.#children) {
      const slug = resolveSlug(this.#catalogue, 'organisation', parent);
      if (slug === undefined) {
        this.#bad(row, unknownReference('parent', parent, organisation.keys()));
        continue;
      }
      delivered.references!.parentId = { kind: 'organisation', slug };
      const self = organisation.get(String(delivered.set.slug));
      if (self) self.parent = slug;
    }
    for (const { row, delivered } of this.#children) {
      const loop = loopFrom(this.#catalogue, String(delivered.set.slug));
      if (loop) {
        this.#bad(
          row,
          new ColumnProblem('parent', `organisations cannot be above themselves: ${loop}`, 'CYCLE'),
        );
      }
    }
  }
}
