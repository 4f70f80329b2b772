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

/** The source of the newest submission whose source begins with `prefix` (no `%` or `_` in it). */
export async function newestSource(dataSource: DataSource, prefix: string): Promise<string | undefined> {
  const [newest] = await rows<{ source: string }>(
    dataSource,
    'SELECT source FROM submission WHERE source LIKE ? ORDER BY id DESC LIMIT 1',
    [`${prefix}%`],
  );
  return newest?.source;
}
