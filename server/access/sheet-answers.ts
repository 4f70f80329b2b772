/** What was said of a spreadsheet: kept by its headers when its numbers are published, for the next one. */
import type { DataSource } from 'typeorm';
import { type Connection, inTransaction, rows, run } from '../db/index.js';

/** An answer as it was asked for and given, in words, too. */
export interface Said {
  question: string;
  answer: string;
}

/** Plain data. */
export interface SaidOfSheet {
  answers: Readonly<Record<string, string>>;
  /** By the keys of `answers`. */
  words: Readonly<Record<string, Said>>;
}

export interface RememberedSheet extends SaidOfSheet {
  /** An instant (ISO, UTC). */
  at: string;
}

/** The slug of a service, and the fingerprint of the headers. */
export interface SheetKind {
  service: string;
  fingerprint: string;
}

export async function rememberedSheet(
  connection: Connection,
  { service, fingerprint }: SheetKind,
): Promise<RememberedSheet | null> {
  const [row] = await rows<{ said: string; at: string }>(
    connection,
    `SELECT a.said, a.at FROM sheet_answer a JOIN service s ON s.id = a.service_id
     WHERE s.slug = ? AND a.fingerprint = ?`,
    [service, fingerprint],
  );
  return row ? { ...(JSON.parse(row.said) as SaidOfSheet), at: row.at } : null;
}

export const rememberSheet = (
  dataSource: DataSource,
  { service, fingerprint }: SheetKind,
  said: SaidOfSheet,
  now: Date,
): Promise<void> =>
  inTransaction(dataSource, (manager) =>
    run(
      manager,
      `INSERT INTO sheet_answer (service_id, fingerprint, said, at)
       SELECT id, CAST(? AS text), CAST(? AS text), CAST(? AS text) FROM service WHERE slug = ?
       ON CONFLICT (service_id, fingerprint) DO UPDATE SET said = excluded.said, at = excluded.at`,
      [fingerprint, JSON.stringify(said), now.toISOString(), service],
    ),
  );
