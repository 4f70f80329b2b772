/** The processes that are measured: the built server and command, and the reference. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { peakOf, TELL_PEAK } from '../support/peak-memory.js';

/** Beside this file when it is bundled: dist/. */
const CLI = fileURLToPath(new URL('./server/cli/main.js', import.meta.url));
const SELF = fileURLToPath(import.meta.url);

/** Addresses in answers begin with it, whatever port a process listens on. */
export const PUBLIC_URL = 'http://bench.example';
export const LICENCE = 'Open Government Licence v3.0';

/** PERF_… variables in the place of those below. */
export type Settings = Readonly<Record<string, string>>;

const environment = (databaseUrl: string, settings: Settings = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  PORT: '0',
  PERF_DATABASE_URL: databaseUrl,
  PERF_PUBLIC_URL: PUBLIC_URL,
  PERF_DATA_LICENCE: LICENCE,
  PERF_LOG_LEVEL: 'error',
  PERF_RATE_LIMIT: '0',
  PERF_LAG_LIMIT_MS: '60000',
  ...settings,
});

/** Runs `perfplat …` to its end. @throws with what it said, if its exit code is not 0. */
export async function perfplat(databaseUrl: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    env: environment(databaseUrl),
  });
  return stdout;
}

/** Runs `perfplat …` to its end. @returns the most megabytes that were resident. */
export async function peakMemory(databaseUrl: string, ...args: string[]): Promise<number> {
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', TELL_PEAK, CLI, ...args], {
    env: environment(databaseUrl),
  });
  return peakOf(stderr);
}

export interface Running {
  port: number;
  /** From its start to its line that says that it is ready. */
  readyMs: number;
  /** Milliseconds of CPU time used so far, by all its threads and by the processes that it has started. */
  cpu(): number | null;
  /** Megabytes that are resident now. */
  memory(): number | null;
  /** Megabytes that were resident at most so far. */
  mostMemory(): number | null;
  stop(): Promise<void>;
}

async function start(args: readonly string[], databaseUrl: string, settings?: Settings): Promise<Running> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    env: environment(databaseUrl, settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${args.join(' ')} ended before it was ready`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  const readyMs = performance.now() - begin;
  const port = Number(/:(\d+)\//.exec(line)?.[1]);
  return {
    port,
    readyMs,
    cpu: () => cpuOf(child.pid!),
    memory: () => memoryOf(child.pid!, 'VmRSS'),
    mostMemory: () => memoryOf(child.pid!, 'VmHWM'),
    stop: () => stop(child),
  };
}

/** The built server, with the limits that would get in the way of measuring turned off. */
export const serve = (
  databaseUrl: string,
  nodeOptions: readonly string[] = [],
  settings?: Settings,
): Promise<Running> => start([...nodeOptions, CLI, 'serve'], databaseUrl, settings);

/** This bundle again, as the reference server on the file of a SQLite database. */
export const serveReference = (file: string): Promise<Running> => start([SELF, 'reference', file], '');

/** This bundle again, as the server of answers that a file holds (reference/kept.ts). */
export const serveKeptReference = (file: string): Promise<Running> => start([SELF, 'kept', file], '');

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}

/** Linux only: elsewhere there is no cheap way to ask. */
function cpuOf(pid: number): number | null {
  try {
    let [nanoseconds, ofChildren] = [0, 0];
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const read = (name: string): string => readFileSync(`/proc/${pid}/task/${thread}/${name}`, 'utf8');
      nanoseconds += Number(read('schedstat').split(' ')[0]);
      for (const child of read('children').split(' ').filter(Boolean)) {
        ofChildren += cpuOf(Number(child)) ?? 0;
      }
    }
    return nanoseconds / 1e6 + ofChildren;
  } catch {
    return null;
  }
}

function memoryOf(pid: number, of: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = new RegExp(`^${of}:\\s+(\\d+)`, 'm').exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** Milliseconds of CPU time used by the processes that this one started and that have ended (in steps of 10). */
export function endedChildrenCpu(): number | null {
  try {
    const afterName = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(afterName[13]) + Number(afterName[14])) * 10;
  } catch {
    return null;
  }
}
