/**
 * The answers in docs/api.md are what the built server says of the demonstration data, and the commands in docs/dashboards.md do
 * what it says of them. UPDATE_DOCS=1 writes the answers of both.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPlatform, filled, type Platform } from './support/platform.js';

const DOCUMENT = join(__dirname, '../docs/api.md');
const UNTIL = '2026-09-30';
const ADDRESS = 'http://127.0.0.1:4000';

/** A question and, right below it, its answer. */
const PAIR = /^```(graphql|sh)\n([^`]*)^```\n\n```(json|csv)\n([^`]*)^```$/gm;
const text = readFileSync(DOCUMENT, 'utf8');
const pairs = [...text.matchAll(PAIR)].map(({ index, 2: question, 3: form, 4: answer }) => ({
  name: text.slice(0, index).split('### ').at(-1)!.split('\n', 1)[0],
  question,
  form,
  answer,
}));

let platform: Platform;
let updated = text;
beforeAll(async () => {
  platform = await demoPlatform({ until: UNTIL });
});
afterAll(async () => {
  await platform?.stop();
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, updated);
});

/** When the demonstration was made is another moment each time. */
const timeless = (csv: string): string =>
  csv.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-10-06T08:30:00.000Z');

async function answerTo(question: string): Promise<string> {
  const address = /^curl -s '([^']+)'$/m.exec(question)?.[1];
  if (address) return timeless(await (await fetch(address.replace(ADDRESS, platform.url))).text());
  const response = await fetch(`${platform.url}/graphql?${new URLSearchParams({ query: question })}`);
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return JSON.stringify(data);
}

test('every question in GraphQL has its answer below it', () => {
  expect(pairs.filter(({ form }) => form === 'json')).toHaveLength(text.match(/^```graphql$/gm)!.length);
  expect(pairs.length).toBeGreaterThanOrEqual(10);
});

test.each(pairs)('$name', async ({ question, form, answer }) => {
  const said = await answerTo(question);
  if (process.env.UPDATE_DOCS)
    updated = updated.replace(
      `${question}\`\`\`\n\n\`\`\`${form}\n${answer}`,
      () => `${question}\`\`\`\n\n\`\`\`${form}\n${said.trim()}\n`,
    );
  else if (form === 'json') expect(JSON.parse(answer)).toEqual(JSON.parse(said));
  else expect(answer).toBe(said);
});

interface Step {
  /** The language of the block. */
  form: string;
  text: string;
  /** What stands between it and the block before. */
  before: string;
}

function stepsOf(document: string): Step[] {
  const steps: Step[] = [];
  let end = 0;
  for (const { 0: block, 1: form, 2: text, index } of document.matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
    steps.push({ form: form!, text: text!, before: document.slice(end, index) });
    end = index + block.length;
  }
  return steps;
}

interface Attempted {
  code: number | null;
  /** What it printed, errors first. */
  said: string;
}

/** Runs `perfplat` in a folder that has a database of its own. */
function perfplat(folder: string, ...args: string[]): Attempted {
  const env = { PATH: process.env.PATH, PERF_DATABASE_URL: `sqlite:${join(folder, 'perf.sqlite')}` };
  const main = join(__dirname, '../dist/server/cli/main.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    ...{ env, cwd: folder },
    encoding: 'utf8',
  });
  return { code: status, said: stderr + stdout };
}

test('docs/dashboards.md can be followed from the first command to the last', () => {
  const path = join(__dirname, '../docs/dashboards.md');
  const document = readFileSync(path, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'perf-steps-'));
  let written = document;
  let said = '';
  filled(folder, JSON.stringify(['demo', '--until', UNTIL]), () =>
    perfplat(folder, 'demo', '--until', UNTIL),
  );
  try {
    for (const { form, text, before } of stepsOf(document)) {
      if (form === 'yaml' || form === 'csv') {
        const [, name] = [...before.matchAll(/`([\w-]+\.(?:yaml|csv))`/g)].at(-1)!;
        writeFileSync(join(folder, name!), text);
      } else if (form === 'sh') {
        const attempted = perfplat(folder, ...text.trim().split(/\s+/).slice(2));
        said = attempted.said;
        const isRefused = said.endsWith('nothing was stored\n') && !said.includes('a dry run');
        expect({ text, ...attempted }).toEqual({ text, said, code: isRefused ? 1 : 0 });
      } else if (process.env.UPDATE_DOCS) written = written.replace(text, () => said);
      else expect(said).toBe(text);
    }
    const { said: list } = perfplat(folder, 'list', 'dashboards', 'month-by-month');
    expect(list).toMatch(/^carers-month-by-month .* published +service\/carers-allowance +dwp\n$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (process.env.UPDATE_DOCS) writeFileSync(path, written);
  }
});
