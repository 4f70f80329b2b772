/**
 * `npm run bench`: how fast the built platform is, as ratios to references that are measured in the same run.
 *
 * Exit code 0 whether or not a target is met, for this is a measurement; 1 if an answer differs from its reference's.
 */
import { parseArgs } from 'node:util';
import { answersPart } from './answers-part.js';
import { Bench, DifferentAnswer } from './bench.js';
import { browserPart } from './browser-part.js';
import { importPart } from './writing/import-part.js';
import { ingestPart } from './writing/ingest-part.js';
import { keptPart } from './kept-part.js';
import { paintPart } from './paint-part.js';
import { postgresPart } from './postgres-part.js';
import { serve } from './processes.js';
import { processesPart } from './processes-part.js';
import { readersPart } from './readers-part.js';
import { serveKeptAsReference } from './reference/kept.js';
import { serveAsReference } from './reference/server.js';
import { table } from './report.js';
import { scalePart } from './scale-part.js';
import { startPart } from './start-part.js';

const PARTS = [
  'import',
  'ingest',
  'answers',
  'kept',
  'readers',
  'browser',
  'paint',
  'postgres',
  'start',
  'processes',
  'scale',
] as const;
type Part = (typeof PARTS)[number];
/** Ten million rows are made only where they are asked for. */
const USUAL = PARTS.filter((part) => part !== 'scale');

const USAGE = `Usage: npm run bench -- [options]

  --json            print JSON in the place of the table (use \`npm run --silent bench\`)
  --only PART,…     only these parts: ${PARTS.join(', ')} (all but scale, which takes 2 GB of disk and some minutes)
  --patience N      take N times as long: 2 on a busy machine, 0.2 for a glance (1)
  --profile DIR     write a CPU profile of the server of the answers there

Environment: TEST_POSTGRES_URL (a server on which a database can be made), BENCH_DATA (the folder of published data),
BENCH_SCALE (the script that generates a country),
CHROMIUM_PATH (/usr/bin/chromium)`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  only: { type: 'string', default: USUAL.join() },
  patience: { type: 'string', default: '1' },
  profile: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const isPart = (word: string): word is Part => (PARTS as readonly string[]).includes(word);

async function measure(bench: Bench, parts: ReadonlySet<Part>): Promise<void> {
  const empty = await bench.emptyDatabase();
  if (parts.has('scale')) await scalePart(bench, empty);
  if (parts.size === Number(parts.has('scale'))) return;
  const answers = await bench.answerDatabase(empty);
  if (parts.has('import')) await importPart(bench, empty, answers.imported);
  if (parts.has('ingest')) await ingestPart(bench, answers.file);
  if (parts.has('readers')) await readersPart(bench, answers.file);
  if (parts.has('start')) await startPart(bench, answers.file);
  if (parts.has('processes')) await processesPart(bench, answers.file);
  const server = await serve(`sqlite:${answers.file}`, bench.nodeOptions);
  bench.atEnd(() => server.stop());
  if (parts.has('answers')) await answersPart(bench, server, answers.file);
  if (parts.has('kept')) await keptPart(bench, server);
  if (parts.has('browser')) await browserPart(bench, server);
  if (parts.has('paint')) await paintPart(bench, server);
  if (parts.has('postgres')) await postgresPart(bench, server, answers.imported);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const parts = values.only.split(',');
  const patience = Number(values.patience);
  const wrong = parts.find((part) => !isPart(part));
  if (values.help || wrong !== undefined || !(patience > 0)) {
    process.stderr.write(`${wrong === undefined ? '' : `there is no part "${wrong}"\n\n`}${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const profile = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const bench = new Bench(patience, profile);
  const begin = performance.now();
  let code = 0;
  try {
    await measure(bench, new Set(parts.filter(isPart)));
  } catch (error) {
    if (!(error instanceof DifferentAnswer)) throw error;
    process.stderr.write(`${error.message}\n`);
    code = 1;
  } finally {
    await bench.close();
  }
  const { results } = bench;
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stdout.write(
    values.json ? `${JSON.stringify({ seconds, results }, null, 2)}\n` : `\n${table(results)}\n`,
  );
  bench.say(`${seconds} s in all`);
  return code;
}

if (process.argv[2] === 'reference') serveAsReference(process.argv[3]);
else if (process.argv[2] === 'kept') serveKeptAsReference(process.argv[3]);
else process.exitCode = await main();
