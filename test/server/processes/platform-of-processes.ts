/** The built server as several processes, and clients of it that stay with the process that their connection came to. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { SHORTCUTS } from '../../support/shortcuts.js';

const CLI = join(__dirname, '../../../dist/server/cli/main.js');

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface LogLine {
  level: string;
  msg: string;
  /** The number of the process that wrote it. */
  process?: number;
  requestId?: string;
}

export class Processes {
  readonly log: LogLine[] = [];
  url = '';
  #asked = 0;

  private constructor(readonly primary: ChildProcess) {}

  /** Two of them, on any free port, unless the settings say otherwise. */
  static async start(databaseUrl: string, settings: Record<string, string> = {}): Promise<Processes> {
    const env = {
      PATH: process.env.PATH,
      PORT: '0',
      PERF_DATABASE_URL: databaseUrl,
      PERF_PROCESSES: '2',
      PERF_RATE_LIMIT: '0',
      PERF_LAG_LIMIT_MS: '60000',
      ...SHORTCUTS,
      ...settings,
    };
    const child = spawn(process.execPath, [CLI, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const processes = new Processes(child);
    createInterface({ input: child.stderr }).on('line', (line) =>
      processes.log.push(line.startsWith('{') ? (JSON.parse(line) as LogLine) : { level: 'none', msg: line }),
    );
    const ended = once(child, 'exit').then(() => {
      throw new Error(`perfplat serve ended: ${JSON.stringify(processes.log)}`);
    });
    ended.catch(() => undefined);
    const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [
      string,
    ];
    processes.url = /^perfplat is ready at (http:.*\/)$/.exec(line)![1];
    return processes;
  }

  async ask(path: string, agent: Agent, headers: Record<string, string> = {}): Promise<Answer> {
    const request = get(`${this.url}${path}`, { agent, headers });
    const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
    return { status: response.statusCode!, headers: response.headers, body: await text(response) };
  }

  /** One connection to each process, by its number. Close them with `destroy`. */
  async connections(count = 2): Promise<Map<number, Agent>> {
    const found = new Map<number, Agent>();
    while (found.size < count) {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const id = `connection-${(this.#asked += 1)}`;
      await this.ask('healthz', agent, { 'x-request-id': id });
      const line = await until(() => this.log.find(({ requestId }) => requestId === id));
      if (found.has(line.process!)) agent.destroy();
      else found.set(line.process!, agent);
    }
    return found;
  }

  /** @returns its exit code. */
  async ended(): Promise<number | null> {
    if (this.primary.exitCode === null) await once(this.primary, 'exit');
    return this.primary.exitCode;
  }

  kill(): void {
    if (this.primary.exitCode === null) this.primary.kill('SIGKILL');
  }
}

/** Looks until there is something; the test’s own limit ends it where there never is. */
export async function until<Found>(
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await delay(20);
  }
}

/** Runs `perfplat …` to its end. @returns what it printed. @throws with what it said, if its exit code is not 0. */
export async function perfplat(databaseUrl: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH, PERF_DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  if (code !== 0) throw new Error(`perfplat ${args.join(' ')}: ${said}`);
  return printed.trim();
}
