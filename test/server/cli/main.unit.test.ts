import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Io, parseArguments } from '../../../server/cli/command.js';
import { COMMANDS } from '../../../server/cli/commands.js';
import { main } from '../../../server/cli/main.js';
import { version } from '../../../server/cli/version.js';
import { readConfig } from '../../../server/config.js';
import { UsageError } from '../../../server/errors.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

interface Said {
  code: number;
  out: string;
  err: string;
}

async function perfplat(args: string[], environment: Record<string, string> = {}): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    print: (line) => out.push(line),
    report: (line) => err.push(line),
    progress: () => undefined,
    config: () => {
      const { config, problems } = readConfig(environment);
      if (problems.length > 0) throw new UsageError(problems.join('\n'));
      return config;
    },
  };
  const code = await main(args, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('perfplat', () => {
  it.each([['--help'], ['-h'], ['help']])('%s lists every command with what it does', async (argument) => {
    const { code, out, err } = await perfplat([argument]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const [name, { summary }] of Object.entries(COMMANDS))
      expect(out).toMatch(new RegExp(`  ${name} +${summary}`));
  });

  it('--version prints the version alone', async () => {
    expect(await perfplat(['--version'])).toEqual({ code: 0, out: manifest.version, err: '' });
    expect(version()).toBe(manifest.version);
  });

  it('without a command says how to use it', async () => {
    const { code, out, err } = await perfplat([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Usage: perfplat <command>/);
  });

  it.each([
    [['frobnicate'], /there is no command "frobnicate": the commands are serve, migrate/],
    [['--frobnicate'], /there is no option --frobnicate/],
    [['constructor'], /there is no command "constructor"/],
    [['migrate', 'sideways'], /write `perfplat migrate up`, `down` or `status`, not "sideways"/],
    [['migrate', 'up', 'down'], /not "up down"/],
    [['migrate', '--fast'], /unknown option '--fast'.*perfplat migrate --help/],
    [['migrate', 'up', '--delete-everything'], /belongs to `perfplat migrate down`/],
    [['check', 'me'], /unexpected argument 'me'.*perfplat check --help/],
    [['serve', '--port', '1'], /unknown option '--port'.*perfplat serve --help/],
  ])('%j is exit code 2 and says what to do', async (args, message) => {
    const { code, out, err } = await perfplat(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n +at /);
  });

  it.each(Object.keys(COMMANDS))('%s --help prints its usage', async (name) => {
    const { code, out } = await perfplat([name, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: perfplat ${name}`));
  });

  it('has the same summary in the list and in the command', async () => {
    for (const { summary, load } of Object.values(COMMANDS)) {
      expect(await load()).toMatchObject({ summary });
    }
  });

  it('reports every mistake of the environment at once', async () => {
    const { code, err } = await perfplat(['check'], { PORT: 'x', PERF_LOG_LEVEL: 'y' });
    expect(code).toBe(2);
    expect(err).toMatch(/PORT must be[\s\S]*PERF_LOG_LEVEL must be/);
  });

  it.each([[['migrate', 'status']], [['migrate', 'down']], [['check']]])(
    '%j refuses a database that is not there with exit code 3',
    async (args) => {
      const { code, err } = await perfplat(args, { PERF_DATABASE_URL: 'sqlite:/nowhere/at/all.sqlite' });
      expect(code).toBe(3);
      expect(err).toMatch(
        /^perfplat: there is no database at \/nowhere\/at\/all\.sqlite: run `perfplat migrate up`/,
      );
    },
  );
});

describe('parseArguments', () => {
  it('throws what it does not understand itself', () => {
    expect(() => parseArguments('x', { args: ['--a'], options: { a: { type: 'string' } } })).toThrow(
      /option '--a <value>' argument missing.*`perfplat x --help`/,
    );
  });
});
