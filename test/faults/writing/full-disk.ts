/** A disk that is full: deliveries are refused, readers are answered, and it goes on when there is room. */
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { DAILY } from '../../bench/data.js';
import { perfplat } from '../../bench/processes.js';
import { assertKept, Ledger, serviceOf, storedInFile, tokensFor, type Delivered } from './deliveries.js';
import { must, type Fault, type Trial } from '../fault.js';
import { filledDatabase, serve, type Server } from '../server.js';

const ROOM_BYTES = 12_000_000;
const SERVICES = 40;
/** Until a month does not fit into what SQLite has of its file and its log. */
const MOST_DELIVERIES = 300;

/** A file system of its own that holds the database and a little more; null where none can be mounted. */
async function smallDisk(trial: Trial, bytes: number): Promise<string | null> {
  const directory = trial.file('small');
  mkdirSync(directory);
  const asked = ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory];
  if (spawnSync('mount', asked).status !== 0) return null;
  trial.atEnd(() => void spawnSync('umount', ['-l', directory]));
  return directory;
}

/** Takes all the room there is, but for a part of a page. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  const block = Buffer.alloc(65_536, 1);
  try {
    for (let size = block.length; size >= 512;) {
      try {
        if (writeSync(file, block, 0, size) < size) size /= 2;
      } catch {
        size /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}

async function assertAnswersReaders({ url }: Server, round: number): Promise<void> {
  const paths = [
    '/services',
    `/services/${DAILY}`,
    `/services/${DAILY}/transactions.csv`,
    '/status',
    '/readyz',
  ];
  for (const path of paths) {
    // None of them an answer that was given before.
    const address = path === '/readyz' ? path : `${path}?period=month&last=${round + 5}`;
    const { status } = await fetch(`${url}${address}`);
    must(status === 200, `${address} answered ${status} while the disk was full`);
  }
}

export const fullDisk: Fault = {
  name: 'full-disk',
  claim:
    'while the disk is full, deliveries get 507 and readers their answers; when there is room they are taken without a restart',
  async run(trial) {
    await filledDatabase(trial);
    const filled = trial.file('perf.sqlite');
    const directory = await smallDisk(trial, statSync(filled).size + ROOM_BYTES);
    if (directory === null) return 'left out, for no file system can be mounted here';
    const file = `${directory}/perf.sqlite`;
    const ballast = `${directory}/ballast`;
    copyFileSync(filled, file);
    const [token] = await tokensFor(`sqlite:${file}`, 1);
    const server = await serve(trial, `sqlite:${file}`, { PERF_RATE_LIMIT: '0', PERF_LAG_LIMIT_MS: '60000' });
    const ledger = new Ledger();
    let next = 0;
    const deliver = (): Promise<Delivered> => {
      const place = { service: serviceOf(next % SERVICES), month: Math.floor(next / SERVICES) };
      next += 1;
      return ledger.deliver(server.url, token, place);
    };
    must((await deliver()).status === 200, 'a delivery before the disk was full was refused');
    let refused = 0;
    const rounds = trial.isShort ? 2 : 10;
    for (let round = 0; round < rounds; round++) {
      fill(ballast);
      let answer = await deliver();
      for (let tries = 0; answer.status === 200 && tries < MOST_DELIVERIES; tries++) answer = await deliver();
      const isRefused = answer.status === 507 && answer.hasRetryAfter && /DISK_FULL/.test(answer.body);
      must(isRefused, `on a full disk POST /ingest answered ${answer.status} ${answer.body}`);
      await assertAnswersReaders(server, round);
      const again = (await deliver()).status;
      must(again === 507 || again === 200, `on a full disk POST /ingest answered ${again}`);
      refused += again === 507 ? 2 : 1;
      rmSync(ballast);
      const { status, body } = await deliver();
      must(status === 200, `when there was room again, POST /ingest answered ${status} ${body}`);
      must(server.isAlive(), 'the process ended');
    }
    assertKept(ledger, storedInFile(file), 'after the disk was full');
    server.child.kill('SIGKILL');
    await perfplat(`sqlite:${file}`, 'check');
    return `${rounds} times, ${refused} × 507, ${ledger.acknowledged} acknowledged and none lost, readers answered, check clean`;
  },
};
