/** Reading a whole SQLite file to see whether its bytes are what SQLite wrote: 7 to 9 s a GB, during which nothing else runs. */
import BetterSqlite3 from 'better-sqlite3';
import { messageOf } from '../../errors.js';
import { errorCode } from '../dialect.js';

/** A submission: never changed, and never deleted. */
export interface KnownSubmission {
  id: number;
  receivedAt: string;
}

export interface QuickCheck {
  /** In SQLite's words; none if the file is sound. */
  faults: string[];
  /** The newest submission, by which the data is known again; null where there is none. */
  newest: KnownSubmission | null;
  /** Whether the submission that was asked for is there. */
  isKnown: boolean;
}

/** What the process of a check prints. */
export interface TimedCheck extends QuickCheck {
  /** How long it took, without the start of the process. */
  ms: number;
}

const MOST_FAULTS = 20;
const SUBMISSION = 'SELECT id, received_at AS receivedAt FROM submission';

/** @param known a submission that must be in the file, if it holds the data that it held before */
export function quickCheck(path: string, known: KnownSubmission | null = null): QuickCheck {
  const connection = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    const answers = connection.pragma(`quick_check(${MOST_FAULTS})`) as { quick_check: string }[];
    // What is wrong with a table is one answer of many lines.
    const lines = answers.flatMap(({ quick_check: answer }) => answer.split('\n'));
    const faults = lines.filter((line) => line !== 'ok').slice(0, MOST_FAULTS);
    const newest = connection.prepare<[], KnownSubmission>(`${SUBMISSION} ORDER BY id DESC LIMIT 1`).get();
    const found =
      known && connection.prepare<[number], KnownSubmission>(`${SUBMISSION} WHERE id = ?`).get(known.id);
    return { faults, newest: newest ?? null, isKnown: found?.receivedAt === known?.receivedAt };
  } catch (error) {
    const code = errorCode(error);
    // A table of ours is not there.
    if (code === 'SQLITE_ERROR') return { faults: [], newest: null, isKnown: false };
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
      return { faults: [messageOf(error)], newest: null, isKnown: true };
    }
    throw error;
  } finally {
    connection.close();
  }
}
