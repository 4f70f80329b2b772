/** What readers copy from the documents is right. */
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricsDocument } from '../server/cli/metrics-document.js';

const text = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');
const schema = buildSchema(text('schema.graphql'));

/** The code blocks of a document in one language. */
const blocks = (path: string, language: string): string[] =>
  [...text(path).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code!);

describe.each(['README.md', 'docs/api.md'])('%s', (path) => {
  const commands = blocks(path, 'sh');
  const asked = commands.flatMap((code) =>
    [...code.matchAll(/--data-urlencode 'query=([^']*)'/g)].map(([, document]) => document!),
  );

  test('asks what the API answers', () => {
    expect(asked).not.toHaveLength(0);
    for (const document of [...asked, ...blocks(path, 'graphql')]) {
      expect(validate(schema, parse(document))).toEqual([]);
    }
  });

  test('sends only bodies that are JSON', () => {
    const bodies = commands.flatMap((code) => [...code.matchAll(/ -d '([^']*)'/g)].map(([, body]) => body!));
    for (const body of bodies) expect(() => JSON.parse(body) as unknown).not.toThrow();
  });
});

/** Without what a formatter does to tables. */
const unaligned = (markdown: string): string => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();

test('docs/metrics.md is what the definitions say', () => {
  const isStale = unaligned(text('docs/metrics.md')) !== unaligned(metricsDocument());
  expect(isStale ? 'docs/metrics.md is out of date: run `npm run docs` and commit it' : '').toBe('');
});
