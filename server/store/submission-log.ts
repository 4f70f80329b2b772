/** When and from what observations came. Submissions never change, so what was read once is kept. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';

export interface SubmissionFacts {
  id: number;
  /** An instant (ISO, UTC). */
  receivedAt: string;
  /** What it came from: file names, `POST /ingest`, … */
  source: string;
}

const MOST_KEPT = 10_000;

export class SubmissionLog {
  readonly #known = new Map<number, SubmissionFacts>();

  constructor(private readonly dataSource: DataSource) {}

  /** The facts of submissions by id, with at most one statement. */
  async facts(ids: Iterable<number>): Promise<ReadonlyMap<number, SubmissionFacts>> {
    const unknown = [...new Set(ids)].filter((id) => !this.#known.has(id));
    if (unknown.length) {
      if (this.#known.size > MOST_KEPT) this.#known.clear();
      const dialect = dialectOf(this.dataSource);
      const found = await rows<{ id: number; received_at: string; source: string }>(
        this.dataSource,
        `SELECT id, received_at, source FROM submission WHERE id IN ${dialect.list('integer')}`,
        [dialect.listParameter(unknown)],
      );
      for (const { id, received_at: receivedAt, source } of found)
        this.#known.set(id, { id, receivedAt, source });
    }
    return this.#known;
  }
}

/** A submission as who sent it sees it. */
export interface OwnSubmission extends SubmissionFacts {
  tokenId: number | null;
  inserted: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
  /** The submission that it takes back, and the one that takes it back. */
  undoes: number | null;
  undoneBy: number | null;
  /** The data sets that it was the last to change, at most 100. */
  touched: { service: string; measure: string }[];
}

interface SubmissionRow {
  received_at: string;
  source: string;
  token_id: number | null;
  inserted: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
  undoes: number | null;
  undone_by: number | null;
}

/** A submission with what became of it; null where there is none. */
export async function ownSubmission(dataSource: DataSource, id: number): Promise<OwnSubmission | null> {
  const [row] = await rows<SubmissionRow>(
    dataSource,
    `SELECT received_at, source, token_id, inserted, updated, unchanged, withdrawn, undoes,
       (SELECT max(u.id) FROM submission u WHERE u.undoes = s.id) AS undone_by
     FROM submission s WHERE s.id = ?`,
    [id],
  );
  if (!row) return null;
  const touched = await rows<{ service: string; measure: string }>(
    dataSource,
    `SELECT s.slug AS service, d.measure_key AS measure FROM data_set d JOIN service s ON s.id = d.service_id
     WHERE d.version = ? AND d.state = 'published' ORDER BY s.slug, d.measure_key LIMIT 100`,
    [id],
  );
  const { inserted, updated, unchanged, withdrawn, source, undoes } = row;
  return {
    ...{ id, source, inserted, updated, unchanged, withdrawn, undoes, touched },
    receivedAt: row.received_at,
    tokenId: row.token_id,
    undoneBy: row.undone_by,
  };
}

/** A submission as one data set has it. */
export interface DataSetDelivery extends SubmissionFacts {
  /** How many values it brought that were new or different. */
  values: number;
  /** It is of the token that asks. */
  isOwn: boolean;
}

const MOST_DELIVERIES = 50;

/** The newest submissions that brought values of a data set, the newest first. */
export async function deliveriesOf(
  dataSource: DataSource,
  dataSetId: number,
  tokenId: number,
): Promise<DataSetDelivery[]> {
  const own = 'series_id IN (SELECT id FROM series WHERE data_set_id = ?)';
  const found = await rows<{
    id: number;
    received_at: string;
    source: string;
    token_id: number | null;
    n: number | string;
  }>(
    dataSource,
    `SELECT u.id, u.received_at, u.source, u.token_id, d.n FROM (
       SELECT submission_id, COUNT(*) AS n FROM (
         SELECT submission_id FROM observation WHERE ${own}
         UNION ALL SELECT submission_id FROM observation_revision WHERE ${own}) v
       GROUP BY submission_id ORDER BY submission_id DESC LIMIT ${MOST_DELIVERIES}) d
     JOIN submission u ON u.id = d.submission_id ORDER BY u.id DESC`,
    [dataSetId, dataSetId],
  );
  return found.map(({ id, received_at: receivedAt, source, token_id: sender, n }) => ({
    ...{ id, receivedAt, source },
    values: Number(n),
    isOwn: sender === tokenId,
  }));
}

/** The source of the newest submission whose source begins with `prefix` (no `%` or `_` in it). */
export async function newestSource(dataSource: DataSource, prefix: string): Promise<string | undefined> {
  const [newest] = await rows<{ source: string }>(
    dataSource,
    'SELECT source FROM submission WHERE source LIKE ? ORDER BY id DESC LIMIT 1',
    [`${prefix}%`],
  );
  return newest?.source;
}
