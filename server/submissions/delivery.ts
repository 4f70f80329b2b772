/** What is delivered: validated, not compared with what is stored, written by the names of today and not by ids. */
import type { CatalogueKind, CatalogueRow } from './catalogue-tables.js';
import type { DeliveredDashboard } from './dashboards.js';
import type { DeliveredRows } from './rows/delivered-rows.js';

/**
 * What becomes of observations that are stored and not sent: `upsert` leaves them, `replace` takes them back in each data
 * set and window of which a row is sent.
 */
export type DeliveryMode = 'upsert' | 'replace';

export interface Delivery {
  receivedAt: Date;
  /** What it came from: names of files, `POST /ingest`. */
  source: string;
  tokenId?: number;
  idempotencyKey?: string;
  bodyHash?: string;
  /** The version of the inventory that it was validated against. */
  catalogueVersion: number;
  catalogue: Partial<Record<CatalogueKind, readonly CatalogueRow[]>>;
  dashboards: readonly DeliveredDashboard[];
  observations: DeliveredRows;
  mode: DeliveryMode;
}
