/** Short names for the columns that migrations write, portable to both databases. Landed migrations rely on them. */
import { type QueryRunner, Table, TableColumn, type TableColumnOptions } from 'typeorm';
import { dialectOf } from '../dialect.js';

interface ColumnSettings {
  nullable?: boolean;
  default?: string | number | boolean;
}

export interface ColumnSpec extends ColumnSettings {
  name: string;
  type: 'text' | 'integer' | 'double precision' | 'boolean';
  isPrimary?: boolean;
  isGenerated?: boolean;
}

export interface TableSpec {
  name: string;
  columns: ColumnSpec[];
  uniques?: string[][];
  indices?: string[][];
  /** Column → table whose primary key it holds. */
  foreignKeys?: Record<string, string>;
  withoutRowid?: boolean;
}

export const id = (): ColumnSpec => ({ name: 'id', type: 'integer', isPrimary: true, isGenerated: true });
export const integerKey = (name: string): ColumnSpec => ({ name, type: 'integer', isPrimary: true });
export const textKey = (name: string): ColumnSpec => ({ name, type: 'text', isPrimary: true });
export const text = (name: string, settings: ColumnSettings = {}): ColumnSpec => ({
  name,
  type: 'text',
  ...settings,
});
export const integer = (name: string, settings: ColumnSettings = {}): ColumnSpec => ({
  name,
  type: 'integer',
  ...settings,
});
export const number = (name: string, settings: ColumnSettings = {}): ColumnSpec => ({
  name,
  type: 'double precision',
  ...settings,
});
export const boolean = (name: string, settings: ColumnSettings = {}): ColumnSpec => ({
  name,
  type: 'boolean',
  ...settings,
});

/** Tables whose primary key is not `id`. */
const KEY_COLUMNS: Record<string, string> = { measure: 'key', metric_definition: 'key' };

/** The table for the database at hand. */
export function tableOf(queryRunner: QueryRunner, spec: TableSpec): Table {
  return new Table({
    name: spec.name,
    withoutRowid: spec.withoutRowid,
    columns: spec.columns.map((column) => columnOf(queryRunner, column)),
    uniques: spec.uniques?.map((columnNames) => ({ columnNames })),
    indices: spec.indices?.map((columnNames) => ({ columnNames })),
    foreignKeys: Object.entries(spec.foreignKeys ?? {}).map(([column, table]) => ({
      columnNames: [column],
      referencedTableName: table,
      referencedColumnNames: [KEY_COLUMNS[table] ?? 'id'],
    })),
  });
}

/** A column to be added to a table. */
export const tableColumn = (queryRunner: QueryRunner, column: ColumnSpec): TableColumn =>
  new TableColumn(columnOf(queryRunner, column));

function columnOf(queryRunner: QueryRunner, column: ColumnSpec): TableColumnOptions {
  const dialect = dialectOf(queryRunner);
  return {
    name: column.name,
    type: column.type,
    isPrimary: column.isPrimary,
    isGenerated: column.isGenerated,
    generationStrategy: column.isGenerated ? 'increment' : undefined,
    isNullable: column.nullable ?? false,
    collation: column.type === 'text' ? dialect.byteCollation : undefined,
    default: literal(column.default, dialect.booleanLiteral),
  };
}

function literal(
  value: ColumnSettings['default'],
  booleanLiteral: (value: boolean) => string,
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return booleanLiteral(value);
  return typeof value === 'number' ? String(value) : `'${value}'`;
}
