/** `perfplat serve`, as built, over the published data of 734 services and made-up ratings, starts and times of some. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GOVERNMENT } from './api.js';
import { asking, type Asking } from './asking.js';
import { SHORTCUTS } from './shortcuts.js';

const CLI = join(__dirname, '../../dist/server/cli/main.js');

/** What can be asked about. */
export interface ServedCatalogue {
  services: string[];
  organisations: string[];
  groups: string[];
  /** Services with monthly ratings, starts, completions and times. */
  monthly: string[];
}

export interface FigureServer extends Asking {
  catalogue: ServedCatalogue;
  stop(): Promise<void>;
}

const MONTHLY = [
  'dwp-carers-allowance-new-claims',
  'ago-bona-vacantia-referrals-of-estates-company-assets',
  'ago-reimbursing-witness-expenses',
];

/** Three years by month: a gap, small samples, suppressed counts, times beyond the last bound. */
function monthlyMeasurements(): string {
  const lines = ['service,measure,period,start,rating,le,value'];
  MONTHLY.forEach((slug, s) => {
    for (let month = 0; month < 36; month++) {
      if (s === 1 && month % 11 === 7) continue;
      const start = new Date(Date.UTC(2014, 9 + month, 1)).toISOString().slice(0, 10);
      const row = (measure: string, rating: string, le: string, value: number): number =>
        lines.push(`${slug},${measure},month,${start},${rating},${le},${value}`);
      for (let rating = 1; rating <= 5; rating++)
        row('ratings', String(rating), '', ((month * 7 + rating * 5) % 13) + s * 9);
      row('starts', '', '', 900 + 13 * month + s);
      row('completions', '', '', (s === 2 ? 940 : 700) + 11 * month);
      ['60', '300', '900', '+Inf'].forEach((le, i) =>
        row('time-to-complete', '', le, (month * 3 + i * s * 17) % 40),
      );
    }
  });
  return `${lines.join('\n')}\n`;
}

const FILES = {
  groups: `slug,name,services\nwills,Wills and estates,${MONTHLY.slice(0, 2).join(' ')}\n`,
  'data-sets': `service,measure,cadence,dimension_values,suppress_below\n${MONTHLY.map(
    (slug, i) =>
      `${slug},time-to-complete,month,le=60 300 900 +Inf,0\n${slug},ratings,month,,${i === 1 ? 5 : 0}\n`,
  ).join('')}`,
  measurements: monthlyMeasurements(),
  targets: `subject_type,subject,metric,value,tolerance,from,to\nservice,${MONTHLY[0]},completion-rate,75,,,\nservice,${MONTHLY[0]},digital-take-up,50,1,,\n`,
  annotations: `subject_type,subject,measure,kind,from,to,text,link\nservice,${MONTHLY[0]},ratings,BREAK,2016-03-01,,New question,\n`,
};

function perfplat(args: string[], env: Record<string, string | undefined>): void {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`perfplat ${args.join(' ')}: ${stderr}`);
}

const given = (folder: string, kinds: readonly string[]): string[] =>
  kinds.flatMap((kind) => [`--${kind}`, join(folder, `${kind}.csv`)]);

async function listening(child: ChildProcess): Promise<string> {
  const log: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => log.push(line));
  const lines = createInterface({ input: child.stdout! });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`perfplat serve ended: ${log.join('\n')}`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  return line.slice(line.indexOf('http')).replace(/\/$/, '');
}

export async function serveFigures(): Promise<FigureServer> {
  const folder = mkdtempSync(join(tmpdir(), 'perf-agree-'));
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    PERF_RATE_LIMIT: '0',
    PERF_LAG_LIMIT_MS: '60000',
    ...SHORTCUTS,
    PERF_DATABASE_URL: `sqlite:${join(folder, 'perf.sqlite')}`,
  };
  for (const [kind, text] of Object.entries(FILES)) writeFileSync(join(folder, `${kind}.csv`), text);
  perfplat(['migrate', 'up'], env);
  const published = given(GOVERNMENT, ['organisations', 'services', 'data-sets', 'measurements']);
  perfplat(['import', ...published], env);
  perfplat(['import', ...given(folder, Object.keys(FILES))], env);
  const child = spawn(process.execPath, [CLI, 'serve'], { env });
  const url = await listening(child);

  const { ask, text } = asking(url);
  type List = { edges: { node: { slug: string } }[] };
  const { services, organisations } = await ask<{ services: List; organisations: List }>(
    '{ services(first: 1000) { edges { node { slug } } } organisations(first: 1000) { edges { node { slug } } } }',
    {},
  );
  const slugs = ({ edges }: List): string[] => edges.map(({ node }) => node.slug);
  return {
    catalogue: {
      services: slugs(services),
      organisations: slugs(organisations),
      groups: ['wills'],
      monthly: MONTHLY,
    },
    ask,
    text,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
