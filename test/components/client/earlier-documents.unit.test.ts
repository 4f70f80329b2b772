/** Copies of elements that were built before ask their question by its hash: its text must stay what it was. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { ELEMENT_DOCUMENTS } from '../../../components/client/documents.js';
import { EARLIER_DOCUMENTS } from '../../../components/client/earlier-documents.js';
import { DRAWN_HASH } from '../../../components/client/drawn-hash.js';
import { DRAWN_DOCUMENT } from '../../../components/client/drawn-modules.js';
import { MODULES_DOCUMENT } from '../../../components/client/modules-document.js';
import { MODULES_HASH } from '../../../components/client/modules-hash.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

test('earlier questions are what they were', () => {
  expect(EARLIER_DOCUMENTS.map(hashOf)).toEqual([
    '4ffd022dd72d940205606837faa435d51460ee036543fe9005be160cae6f6c4e',
    '02b877b203cadfa70252d9fbaaaf216dec8c79c4f9eef246c0f59436592957f8',
  ]);
});

test('the loader asks by its hash for what the elements ask for, and drawings', () => {
  expect(DRAWN_HASH).toBe(hashOf(DRAWN_DOCUMENT));
  const [, asked = 'nothing'] = /^query.*?\n( {2}modules.*)$/s.exec(MODULES_DOCUMENT) ?? [];
  const [, drawn, ...rest] = DRAWN_DOCUMENT.split('\n');
  expect(drawn).toContain('{ drawing }');
  expect(rest.join('\n')).toBe(asked);
});

test('the server answers all of them, and today’s', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const hashes = ELEMENT_DOCUMENTS.map(hashOf);
  expect(hashes).toEqual(
    expect.arrayContaining([MODULES_HASH, DRAWN_HASH, ...EARLIER_DOCUMENTS.map(hashOf)]),
  );
  for (const text of ELEMENT_DOCUMENTS) expect(validate(schema, parse(text))).toEqual([]);
});
