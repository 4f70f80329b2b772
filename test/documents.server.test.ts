/** The answers in docs/api.md are what the built server says of the demonstration data. UPDATE_DOCS=1 writes them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPlatform, type Platform } from './support/platform.js';

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
