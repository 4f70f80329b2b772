/**
 * `npm run record -- --to DIR` keeps what the built platform answers; `npm run compare -- --with DIR` asks the same again
 * and says what differs: whether a change of the code left everything that readers see as it was.
 *
 * Exit codes: 0 recorded, or all answers are the same; 1 some differ; 2 the command line is wrong.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { answerDifference, Differences, type Versions } from './compare.js';
import { contentOf } from './content.js';
import { copied, DATABASES, makeDatabase, served, type KnownDatabase } from './databases.js';
import { figureQuestions } from './figure-questions.js';
import { commandEntries, fileEntries } from './files.js';
import { graphqlQuestions } from './graphql-questions.js';
import { pageQuestions } from './page-questions.js';
import { projectFile } from './processes.js';
import { addressOf, type Asker, type Entry, type Question } from './questions.js';
import { inTurn, readLines, writeLines } from './store.js';

const USAGE = `Usage: npm run record -- --to DIR       keeps databases and answers in DIR, which must be empty or absent
       npm run compare -- --with DIR    compares the answers of this version with those kept in DIR

  --every N    asks only each N-th question (1)
  --only TEXT  asks only those with this text in their address`;

const OPTIONS = {
  to: { type: 'string' },
  with: { type: 'string' },
  every: { type: 'string', default: '1' },
  only: { type: 'string', default: '' },
} as const;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** How much of each: the recording is to take minutes. */
const SIZES = {
  demo: {
    asOf: '2026-02-20',
    figures: { others: 1, words: 8 },
    pages: { subjects: 30, chosen: 1 },
    graphql: { others: 1, subjects: 20 },
  },
  real: {
    asOf: '2017-12-01',
    figures: { others: 12, words: 20 },
    pages: { subjects: 40, chosen: 1 },
    graphql: { others: 5, subjects: 25 },
  },
};

const packageVersion = (): string =>
  (JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string }).version;

const answersFile = (directory: string, name: string): string => join(directory, `${name}.ndjson.gz`);

async function questionsOf(asker: Asker, { name, publicUrl }: KnownDatabase): Promise<Question[]> {
  const { asOf, figures, pages, graphql } = SIZES[name];
  const content = await contentOf(asker, publicUrl);
  const all = [
    ...pageQuestions(content, pages),
    ...(await figureQuestions(asker, content, { ...figures, asOf })),
    ...(await graphqlQuestions(asker, content, { ...graphql, asOf })),
  ];
  return [...new Map(all.map((question) => [JSON.stringify(question), question])).values()];
}

async function* recorded(next: () => Asker, questions: readonly Question[]): AsyncGenerator<Entry> {
  yield* inTurn(questions, async (question) => ({ question, answer: await next().answer(question) }));
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function record(directory: string): Promise<number> {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    say(`${directory} is not empty: name another folder`);
    return 2;
  }
  mkdirSync(directory, { recursive: true });
  const files = fileEntries();
  let total = 0;
  for (const known of DATABASES) {
    if (!(await makeDatabase(directory, known))) {
      say(`${known.name}: there is no published data beside the project, so that it is left out`);
      continue;
    }
    const begin = performance.now();
    const { clock } = known;
    const count = await served(directory, known, async ({ next, file }) => {
      if (known === DATABASES[0]) files.push(...(await commandEntries({ file, clock })));
      const questions = await questionsOf(next(), known);
      return writeLines(answersFile(directory, known.name), recorded(next, questions));
    });
    total += count;
    say(`${known.name}: ${count} answers in ${Math.round((performance.now() - begin) / 1000)} s`);
  }
  total += await writeLines(answersFile(directory, 'files'), each(files));
  writeFileSync(join(directory, 'recording.json'), `${JSON.stringify({ version: packageVersion() })}\n`);
  say(`${total} answers and files are in ${directory}`);
  return 0;
}

/** Which of the recorded questions are asked. */
interface Part {
  every: number;
  only: string;
}

async function* entriesOf(file: string, { every, only }: Part): AsyncGenerator<Entry> {
  let place = 0;
  for await (const entry of readLines<Entry>(file)) {
    if (addressOf(entry.question).includes(only) && place++ % every === 0) yield entry;
  }
}

async function compareDatabase(
  directory: string,
  known: KnownDatabase,
  versions: Versions,
  differences: Differences,
  part: Part,
): Promise<number> {
  return served(directory, known, async ({ next }) => {
    let count = 0;
    const pairs = inTurn(entriesOf(answersFile(directory, known.name), part), async (entry) => ({
      ...entry,
      now: await next().answer(entry.question),
    }));
    for await (const { question, answer, now } of pairs) {
      count += 1;
      const difference = answerDifference(answer, now, versions);
      if (difference) differences.add(known.name, question, difference);
    }
    return count;
  });
}

async function compareFiles(
  directory: string,
  versions: Versions,
  differences: Differences,
): Promise<number> {
  const [known] = DATABASES;
  const { clock } = known;
  const commands = await copied(directory, known, (file) => commandEntries({ file, clock }));
  const now = new Map(
    [...fileEntries(), ...commands].map((entry) => [addressOf(entry.question), entry.answer]),
  );
  const none = { status: -1, headers: {}, body: '', isText: true };
  let count = 0;
  for await (const { question, answer } of readLines<Entry>(answersFile(directory, 'files'))) {
    count += 1;
    const difference = answerDifference(answer, now.get(addressOf(question)) ?? none, versions);
    if (difference) differences.add('files', question, difference);
  }
  return count;
}

async function compare(directory: string, part: Part): Promise<number> {
  const file = join(directory, 'recording.json');
  if (!existsSync(file)) {
    say(`there is no recording in ${directory}`);
    return 2;
  }
  const before = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  const versions = { before, after: packageVersion() };
  const differences = new Differences();
  let total = await compareFiles(directory, versions, differences);
  for (const known of DATABASES) {
    if (!existsSync(answersFile(directory, known.name))) {
      say(`${known.name}: was not recorded`);
      continue;
    }
    const begin = performance.now();
    const count = await compareDatabase(directory, known, versions, differences, part);
    say(`${known.name}: ${count} answers in ${Math.round((performance.now() - begin) / 1000)} s`);
    total += count;
  }
  for (const line of differences.lines()) process.stdout.write(`${line}\n`);
  if (differences.layouts) {
    process.stdout.write(`${differences.layouts} pages differ in white space between tags alone\n`);
  }
  process.stdout.write(`${differences.count} of ${total} differ\n`);
  return differences.count > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const [word, ...args] = process.argv.slice(2);
  const { to, with: recording, every, only } = parseArgs({ args, options: OPTIONS }).values;
  if (word === 'record' && to !== undefined) return record(resolve(to));
  if (word === 'compare' && recording !== undefined && Number(every) >= 1)
    return compare(resolve(recording), { every: Number(every), only });
  say(USAGE);
  return 2;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
process.exitCode = await main();
