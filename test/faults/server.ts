/** The built server as a process of its own, with the settings of a trial; it is killed with the trial. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { SERVICES, writeAnswerFiles } from '../bench/data.js';
import { perfplat } from '../bench/processes.js';
import type { Trial } from './fault.js';

/** Beside this file when it is bundled: dist/. */
const CLI = fileURLToPath(new URL('./server/cli/main.js', import.meta.url));

/** PERF_… variables. */
export type Settings = Readonly<Record<string, string>>;

export interface Server {
  child: ChildProcess;
  port: number;
  /** Without a slash at its end. */
  url: string;
  /** The lines of its log so far. */
  log: string[];
  /** Whether the process is still there. */
  isAlive(): boolean;
  /** The most megabytes that were ever resident; null where Linux does not tell. */
  peakMemory(): number | null;
}

/** Of a short trial: what it takes to fill a database with more is most of its time. */
const FEW_SERVICES = 200;
const answerFiles = ({ isShort }: Trial, directory: string): string[] =>
  writeAnswerFiles(directory, isShort ? FEW_SERVICES : SERVICES);

/** A SQLite database with the generated data of the benchmark: 734 services, or 200, one of them with 4,000 days. */
export async function filledDatabase(trial: Trial): Promise<string> {
  filled ??= await fill(trial);
  const file = trial.file('perf.sqlite');
  copyFileSync(filled, file);
  return `sqlite:${file}`;
}

/** Filled once, and copied for every trial. */
let filled: string | undefined;

async function fill(trial: Trial): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'perfplat-filled-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'perf.sqlite');
  await perfplat(`sqlite:${file}`, 'migrate', 'up');
  await perfplat(`sqlite:${file}`, 'import', ...answerFiles(trial, directory));
  return file;
}

/** A database on the server of TEST_POSTGRES_URL, filled, which goes away with the trial. */
export async function filledPostgres(trial: Trial, server: string): Promise<string> {
  const name = `perf_faults_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  trial.atEnd(async () => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  });
  await perfplat(url.href, 'migrate', 'up');
  await perfplat(url.href, 'import', ...answerFiles(trial, trial.directory));
  return url.href;
}

/** Of a log, where a claim does not hold. */
const LINES_SHOWN = 5;

export async function serve(trial: Trial, database: string, settings: Settings = {}): Promise<Server> {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      PERF_LOG_LEVEL: 'warn',
      PERF_DATABASE_URL: database,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  trial.atEnd(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  trial.explainedBy(() => log.filter((line) => line.includes('"level":"error"')).slice(-LINES_SHOWN));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`perfplat serve ended before it was ready: ${log.join('\n')}`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [
    string,
  ];
  const port = Number(/:(\d+)\//.exec(line)?.[1]);
  return {
    child,
    port,
    url: `http://127.0.0.1:${port}`,
    log,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    peakMemory: () => peakOf(child.pid!),
  };
}

function peakOf(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}
