/** The built command line and server as processes whose clock stands still. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Asker } from './questions.js';

/** The root of the project: this file is bundled to dist/. */
export const projectFile = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const CLI = projectFile('dist/server/cli/main.js');
const CLOCK = new URL('../test/recording/fixed-clock.mjs', import.meta.url).href;

export interface Surroundings {
  /** The file of a SQLite database. */
  file: string;
  /** What time it is, all the time. */
  clock: string;
  /** Where readers find the platform: in answers, whatever the port is. */
  publicUrl?: string;
}

const environment = ({ file, clock, publicUrl = '' }: Surroundings): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  TZ: 'UTC',
  NODE_ENV: 'production',
  NODE_OPTIONS: `--import=${CLOCK}`,
  RECORDING_CLOCK: clock,
  PORT: '0',
  PERF_DATABASE_URL: `sqlite:${file}`,
  PERF_PUBLIC_URL: publicUrl,
  PERF_LOG_LEVEL: 'error',
  PERF_RATE_LIMIT: '0',
  PERF_IN_FLIGHT_LIMIT: '100000',
  PERF_LAG_LIMIT_MS: '60000',
  // Set by whoever compares: nothing that is kept or added up may change an answer.
  PERF_WITHOUT: process.env.PERF_WITHOUT,
});

export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `perfplat …` to its end, whatever its exit code is. */
export function said(surroundings: Surroundings, ...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    const options = { env: environment(surroundings), maxBuffer: 64_000_000 };
    execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs `perfplat …`. @throws with what it said, if its exit code is not 0. */
export async function perfplat(surroundings: Surroundings, ...args: string[]): Promise<void> {
  const { code, stderr } = await said(surroundings, ...args);
  if (code !== 0) throw new Error(`perfplat ${args.join(' ')} ended with ${code}:\n${stderr}`);
}

export interface Running {
  asker: Asker;
  stop(): Promise<void>;
}

export async function serve(surroundings: Surroundings): Promise<Running> {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: environment(surroundings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Whoever gives up in the middle leaves no server behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code} before it was ready`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  const base = /(http:\/\/\S+?)\/?$/.exec(line)?.[1];
  if (!base) throw new Error(`the server says no address: ${line}`);
  return { asker: new Asker(base), stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}
