/** The built platform as a process of its own, over a database of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHORTCUTS } from './shortcuts.js';

const MAIN = 'dist/server/cli/main.js';

/** CSV texts by the name of the `import` option. */
export type ImportFiles = Readonly<Record<string, string>>;

export interface Platform {
  /** Without a slash at the end. */
  url: string;
  /** Runs `perfplat …` on its database. @returns what it printed. @throws if it fails */
  perfplat(...args: string[]): string;
  /** Ends the server without a word, and serves the same database again, at another address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves what the files say. */
export function platformOf(files: ImportFiles, settings: NodeJS.ProcessEnv = {}): Promise<Platform> {
  return start((perfplat, directory) => {
    const given = Object.entries(files).flatMap(([kind, text]) => {
      const path = join(directory, `${kind}.csv`);
      writeFileSync(path, text);
      return [`--${kind}`, path];
    });
    const fill = (): void => {
      perfplat('migrate', 'up');
      perfplat('import', ...given);
    };
    // Somewhere else there is no file to copy.
    if (settings.PERF_DATABASE_URL) fill();
    else filled(directory, JSON.stringify(files), fill);
  }, settings);
}

/** Serves the demonstration data. */
export function demoPlatform(
  { until, dashboards }: DemoChoice = {},
  settings: NodeJS.ProcessEnv = {},
): Promise<Platform> {
  return start((perfplat, directory) => {
    const days = until ? ['--until', until] : [];
    filled(directory, JSON.stringify(['demo', ...days]), () => perfplat('demo', ...days));
    if (!dashboards) return;
    const path = join(directory, 'dashboards.yaml');
    writeFileSync(path, dashboards);
    perfplat('import', '--dashboards', path);
  }, settings);
}

/**
 * Fills the database of a directory. Whatever several test files of a run begin with is made for the first of them, and
 * copied for the others.
 * @param contents what it is filled with
 */
export function filled(directory: string, contents: string, fill: () => unknown): void {
  const database = databaseIn(directory);
  const folder = process.env.TEST_TEMPLATES;
  if (!folder) return void fill();
  const template = join(folder, `${createHash('sha256').update(contents).digest('hex')}.sqlite`);
  if (existsSync(template)) return copyFileSync(template, database);
  fill();
  // Another worker may be making the same: whoever comes last takes its place.
  const own = `${template}.${process.pid}`;
  copyFileSync(database, own);
  renameSync(own, template);
}

const databaseIn = (directory: string): string => join(directory, 'perf.sqlite');

export interface DemoChoice {
  /** The last day. */
  until?: string;
  /** Dashboards to publish, as YAML. */
  dashboards?: string;
}

type Perfplat = Platform['perfplat'];

async function start(
  fill: (perfplat: Perfplat, directory: string) => void,
  settings: NodeJS.ProcessEnv = {},
): Promise<Platform> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`npm run build\``);
  const directory = mkdtempSync(join(tmpdir(), 'perf-platform-'));
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    PERF_RATE_LIMIT: '0',
    PERF_LAG_LIMIT_MS: '60000',
    PERF_LOG_LEVEL: 'warn',
    ...SHORTCUTS,
    PERF_DATABASE_URL: `sqlite:${databaseIn(directory)}`,
    ...settings,
  };
  const perfplat: Perfplat = (...args) =>
    execFileSync(process.execPath, [MAIN, ...args], { env, encoding: 'utf8' });
  fill(perfplat, directory);
  let server = await serve(env);
  const platform: Platform = {
    url: server.url,
    perfplat,
    restart: async () => {
      await kill(server.child);
      server = await serve(env);
      platform.url = server.url;
    },
    stop: async () => {
      await kill(server.child);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return platform;
}

async function serve(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      const address = /ready at (http:\S+)\//.exec(String(chunk))?.[1];
      if (address) resolve(address);
    });
  });
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
