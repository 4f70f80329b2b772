/**
 * The column types of every table. They mean the same on SQLite and PostgreSQL: instants and dates are text (ISO
 * 8601, so that text order is time order and exports are equal byte for byte), JSON is canonical text.
 */
import { Column, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

interface ColumnSettings {
  nullable?: boolean;
  default?: string | number | boolean;
}

/**
 * PostgreSQL compares texts byte by byte, as SQLite does: the same order on both, whatever the server's locale.
 * Always copied: TypeORM writes into the options it gets.
 */
const BYTE_ORDER = { collation: 'C' };

/** A text, a word, a date (`2014-03-31`) or an instant (`2014-03-31T09:30:00.000Z`, UTC with milliseconds). */
export const TextColumn = (settings: ColumnSettings = {}): PropertyDecorator =>
  Column('text', { ...BYTE_ORDER, ...settings });

export const IntegerColumn = (settings: ColumnSettings = {}): PropertyDecorator =>
  Column('integer', settings);

/** 8 bytes on both databases (`real` has 4 on PostgreSQL). */
export const NumberColumn = (settings: ColumnSettings = {}): PropertyDecorator =>
  Column('double precision', settings);

export const BooleanColumn = (settings: ColumnSettings = {}): PropertyDecorator =>
  Column('boolean', settings);

/** A value kept as canonical JSON (see `canonicalJson`). A default is such a text. */
export const JsonColumn = (settings: { nullable?: boolean; default?: string } = {}): PropertyDecorator =>
  Column('text', {
    ...BYTE_ORDER,
    ...settings,
    transformer: {
      to: (value: unknown) => (value === null || value === undefined ? value : canonicalJson(value)),
      from: (stored: string | null) => (stored === null ? null : (JSON.parse(stored) as unknown)),
    },
  });

/** A rising number that the database gives. */
export const IdColumn = (): PropertyDecorator => PrimaryGeneratedColumn('increment');

/** The largest of them on both databases: PostgreSQL refuses to look for a larger one. */
const LARGEST_ID = 2 ** 31 - 1;

/** Such a number from a text; null where no row can have it. */
export function rowIdOf(text: string): number | null {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Infinity;
  return id <= LARGEST_ID ? id : null;
}

export const IntegerKeyColumn = (): PropertyDecorator => PrimaryColumn('integer');

export const TextKeyColumn = (): PropertyDecorator => PrimaryColumn('text', { ...BYTE_ORDER });

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

/** JSON with the keys of every object sorted and nothing undefined: equal values have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortKeys(value));
