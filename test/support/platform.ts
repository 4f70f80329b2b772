/** The built platform as a process of its own, over a database of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    perfplat('migrate', 'up');
    perfplat('import', ...given);
  }, settings);
}

/** Serves the demonstration data, made for this caller: seconds, or a minute on a slow machine. */
export function demoPlatform({ until, dashboards }: DemoChoice = {}): Promise<Platform> {
  return start((perfplat, directory) => {
    perfplat('demo', ...(until ? ['--until', until] : []));
    if (!dashboards) return;
    const path = join(directory, 'dashboards.yaml');
    writeFileSync(path, dashboards);
    perfplat('import', '--dashboards', path);
  });
}

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
    PERF_DATABASE_URL: `sqlite:${join(directory, 'perf.sqlite')}`,
    ...settings,
  };
  const perfplat: Perfplat = (...args) =>
    execFileSync(process.execPath, [MAIN, ...args], { env, encoding: 'utf8' });
  fill(perfplat, directory);
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      const address = /ready at (http:\S+)\//.exec(String(chunk))?.[1];
      if (address) resolve(address);
    });
  });
  return {
    url,
    perfplat,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
