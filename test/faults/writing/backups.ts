/** Backups in the middle of deliveries: each is sound, has whole deliveries only, and all that was acknowledged before it. */
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { perfplat } from '../../bench/processes.js';
import { keepDelivering, Ledger, MEASURE, ROWS, serviceOf, storedInFile, tokensFor } from './deliveries.js';
import { must, until, type Fault, type Trial } from '../fault.js';
import { command } from './on-disk.js';
import { filledDatabase, serve } from '../server.js';

const CLIENTS = 4;
/** 1991-01: as `csvOf` counts months. */
const MONTH = '1991-01';

function assertSound(file: string, least: readonly number[]): void {
  const database = new BetterSqlite3(file, { readonly: true });
  const [{ integrity_check: answer }] = database.pragma('integrity_check') as { integrity_check: string }[];
  database.close();
  must(answer === 'ok', `a backup is damaged: ${answer}`);
  const { months } = storedInFile(file);
  for (const [client, acknowledged] of least.entries()) {
    const values = months.get(`${serviceOf(client)} ${MONTH}`) ?? [];
    const seen = `${values.length} rows of ${MEASURE} with ${[...new Set(values)].join(', ')}`;
    must(values.length === ROWS && new Set(values).size === 1, `a backup has a part of a delivery: ${seen}`);
    must(values[0] >= acknowledged, `a backup has ${seen}, after ${acknowledged} was acknowledged`);
  }
}

async function backUpOnce(trial: Trial, database: string, ledger: Ledger): Promise<string> {
  const file = trial.file('copy.sqlite');
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  const least = Array.from({ length: CLIENTS }, (_, client) =>
    ledger.acknowledgedOf({ service: serviceOf(client), month: 0 }),
  );
  const { code, said } = await command(['backup', file], database);
  must(code === 0, `perfplat backup ended with ${code}: ${said}`);
  must(!existsSync(`${file}-wal`) && !existsSync(`${file}.part`), 'a backup left files beside it');
  assertSound(file, least);
  return file;
}

export const backups: Fault = {
  name: 'backups',
  claim:
    'backups in the middle of deliveries pass the integrity check, have whole deliveries only and all that was acknowledged before; one that is put back serves on',
  async run(trial) {
    const database = await filledDatabase(trial);
    const tokens = await tokensFor(database, CLIENTS);
    const ledger = new Ledger();
    const server = await serve(trial, database, { PERF_RATE_LIMIT: '0', PERF_LAG_LIMIT_MS: '60000' });
    let isOver = false;
    const clients = keepDelivering({ server, tokens, ledger, month: () => 0, isOver: () => isOver });
    await until(() => ledger.acknowledged >= 4 * CLIENTS, 20_000, 'nothing was acknowledged');
    const times = trial.isShort ? 2 : 60;
    let copy = '';
    for (let time = 0; time < times; time++) copy = await backUpOnce(trial, database, ledger);
    isOver = true;
    await clients;
    const inUse = await command(['restore', copy], database);
    must(
      inUse.code === 3 && /in use/.test(inUse.said),
      `in use, restore ended with ${inUse.code}: ${inUse.said}`,
    );
    const ended = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await ended;
    const restored = await command(['restore', copy], database);
    must(restored.code === 0, `restore ended with ${restored.code}: ${restored.said}`);
    const [was, is] = [storedInFile(copy), storedInFile(trial.file('perf.sqlite'))];
    must(was.submissions.size === is.submissions.size, 'what was restored is not what was in the backup');
    await perfplat(database, 'check');
    const again = await serve(trial, database);
    must((await fetch(`${again.url}/readyz`)).ok, 'restored, it was not ready');
    return `${times} backups during ${ledger.acknowledged} deliveries, all sound and whole; restored, check clean`;
  },
};
