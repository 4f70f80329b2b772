/** `perfplat import`, as built. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BASE } from '../ingest/importing.js';

const MAIN = 'dist/server/cli/main.js';
const GOVERNMENT = '../shared/data/government-services';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function node(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('perfplat import', () => {
  let directory: string;
  let env: { PERF_DATABASE_URL: string };
  const perfplat = (...args: string[]): Promise<Ended> => node([MAIN, ...args], env);
  const file = (name: string, text: string | Buffer): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  const base = (): string[] => [
    '--organisations',
    file('organisations.csv', BASE.organisations!),
    '--services',
    file('services.csv', BASE.services!),
  ];
  const HEAD = 'service,measure,period,start,value\n';

  beforeEach(() => {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`npm run build\``);
    directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
    env = { PERF_DATABASE_URL: `sqlite:${directory}/db/perf.sqlite` };
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('counts what it did, a line a kind and one for all; again it does nothing', async () => {
    await perfplat('migrate', 'up');
    const files = [...base(), '--measurements', file('m.csv', `${HEAD}lpa,starts,day,2014-01-01,4\n`)];
    const { code, out, err } = await perfplat('import', ...files);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^organisations: 2 received, 2 inserted, 0 updated, 0 unchanged\nservices: 3 received, 3 inserted, .*\nmeasurements: 1 received, 1 inserted, .*\ndata-sets: 1 made from measurements\nsubmission \d+: 6 received, 6 inserted, 0 updated, 0 unchanged\n$/,
    );
    expect((await perfplat('import', ...files)).out).toMatch(
      /\nno submission, nothing was new: 6 received, 0 inserted, 0 updated, 6 unchanged\n$/,
    );
  });

  test('dashboards come as YAML, with line and character of a mistake', async () => {
    await perfplat('migrate', 'up');
    const text = `- slug: lpa
  title: Lasting power of attorney
  subject: service/lpa
  sections:
    - title: Use
      modules: [{ slug: starts, metric: visits, by: device }]
`;
    const sound = [...base(), '--dashboards', file('d.yaml', text)];
    const { code, out, err } = await perfplat('import', ...sound);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /\ndashboards: 1 received, 1 inserted, 0 updated, 0 unchanged\nsubmission \d+: 6 received/,
    );
    expect((await perfplat('import', ...sound)).out).toMatch(/\nno submission, nothing was new: /);
    const path = file('e.yaml', text.replace('visits', 'visit'));
    expect(await perfplat('import', '--dashboards', path)).toEqual({
      code: 1,
      out: '',
      err: `${path}:6:41: sections[0].modules[0].metric: "visit" is not known; did you mean "visits"?\n\`perfplat list\` shows the slugs and keys that there are\nnothing was stored\n`,
    });
    expect((await perfplat('check')).code).toBe(0);
  });

  test('warnings go to standard error and stop nothing; --replace takes back what the files do not have', async () => {
    await perfplat('migrate', 'up');
    const split = (name: string, ...lines: string[]): string[] => [
      '--measurements',
      file(name, ['service,measure,period,start,channel,value', ...lines, ''].join('\n')),
    ];
    const month = 'lpa,transactions,month,2014-01-01';
    await perfplat('import', ...base(), ...split('a.csv', `${month},unspecified,100`, `${month},,100`));
    const known = split('b.csv', '# known now', `${month},digital,80`, `${month},non-digital,20`);
    const added = await perfplat('import', ...known);
    expect(added).toMatchObject({
      code: 0,
      out: expect.stringMatching(/2 inserted, 0 updated, 0 unchanged\n$/),
    });
    expect(added.err).toMatch(
      /^\S+b\.csv:3: warning: lpa transactions: in month 2014-01-01 unspecified stays .*\n$/,
    );

    const replaced = await perfplat('import', '--replace', ...known);
    expect(replaced).toMatchObject({ code: 0, err: '' });
    expect(replaced.out).toMatch(
      /^measurements: 2 received, 0 inserted, 0 updated, 2 unchanged, 2 withdrawn\nsubmission \d+: .*, 2 withdrawn\n$/,
    );
    expect((await perfplat('import', ...known, '--replace')).out).toMatch(/ 2 unchanged\nno submission, /);

    const phone = await perfplat('import', ...split('c.csv', `${month},phone,5`));
    expect(phone).toMatchObject({ code: 1, out: '' });
    expect(phone.err).toMatch(
      /^\S+c\.csv:2:5: channel: phone cannot stand beside non-digital, .*\nnothing was stored\n$/,
    );
    const nothing = await perfplat('import', ...split('d.csv', `${month},paper,[-]`, `${month},other,[-]`));
    expect(nothing).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\nno submission, nothing was new: 2 received/),
    });
    expect(nothing.err).toMatch(
      /^\S+d\.csv:2: warning: .* paper .*\(and 1 more\) cannot be taken back, .*\n$/,
    );
    expect((await perfplat('check')).code).toBe(0);
  });

  test('mistakes go to standard error as file:line:column, nothing is stored, exit 1', async () => {
    await perfplat('migrate', 'up');
    const path = file('m.csv', `${HEAD}lpa,starts,day,2014-01-01,4\nlpaa,starts,day,2014-13-01,x\n`);
    const { code, out, err } = await perfplat('import', ...base(), '--measurements', path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n')).toEqual([
      `${path}:3:1: service: "lpaa" is not known; did you mean "lpa"?`,
      expect.stringMatching(/:3:4: start: "2014-13-01" is no start of a day/),
      expect.stringMatching(/:3:5: value: "x" is not a plain number/),
      '`perfplat list` shows the slugs and keys that there are',
      'nothing was stored',
      '',
    ]);
    expect((await perfplat('import', ...base())).out).toMatch(/: 5 received, 5 inserted/);
  });

  test('a wrong command line is 2, and a database that is not there 3, and is not made', async () => {
    const services = file('services.csv', BASE.services!);
    for (const [args, message] of [
      [[], /name at least one file/],
      [['--service', services], /unknown option '--service'/i],
      [['--services', join(directory, 'none.csv')], /--services: there is no file .*none\.csv/],
      [['--services', directory], /is a directory/],
    ] as const) {
      const { code, out, err } = await perfplat('import', ...args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
      expect(err).toMatch(message);
    }
    const before = readdirSync(directory);
    const { code, err } = await perfplat('import', '--services', services);
    expect(code).toBe(3);
    expect(err).toMatch(/there is no database at .*run `perfplat migrate up`/);
    expect(readdirSync(directory)).toEqual(before);
  });

  const isThere = existsSync(GOVERNMENT);
  (isThere ? test : test.skip)(
    `the published figures of government services${isThere ? '' : ` (skipped: ${GOVERNMENT} is not there)`}`,
    async () => {
      await perfplat('migrate', 'up');
      const files = ['organisations', 'services', 'data-sets', 'measurements'].flatMap((kind) => [
        `--${kind}`,
        `${GOVERNMENT}/${kind}.csv`,
      ]);
      const first = await perfplat('import', ...files);
      expect(first).toMatchObject({ code: 0, err: '' });
      expect(first.out).toMatch(/: 26425 received, 26425 inserted, 0 updated, 0 unchanged\n$/);
      expect((await perfplat('import', ...files)).out).toMatch(
        /: 26425 received, 0 inserted, 0 updated, 26425 unchanged\n$/,
      );
      expect((await perfplat('check')).code).toBe(0);
    },
  );
});
