import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { checkPolicies } from '../../../../server/pages/embed/policy/check.js';
import { leastPolicy, leastTrustedTypes, WAYS } from '../../../../server/pages/embed/policy/needs.js';
import { policyText, readPolicies } from '../../../../server/pages/embed/policy/policies.js';
import { slipsIn } from '../../../../server/pages/embed/policy/slips.js';
import { POLICY_CASES, withHost } from './policies.cases.js';

const BASE = 'https://performance.example.org';

describe('policies that are checked', () => {
  it.each(POLICY_CASES)('$way $policy: $outcome', ({ policy, way = 'element', outcome, changed }) => {
    const policies = readPolicies(withHost(policy, BASE));
    const verdict = checkPolicies(policies, { way, base: BASE });
    expect(verdict.outcome).toBe(outcome);
    const text = verdict.changed?.map(policyText).join('\n') ?? null;
    expect(text).toBe(changed == null ? null : withHost(changed, BASE));
    // What is said to be enough is: a nonce is still the page's to give.
    if (verdict.changed) {
      const after = checkPolicies(verdict.changed, { way, base: BASE }).outcome;
      expect(['works', 'nonce']).toContain(after);
    }
    // Each reason names the directive as it stands there.
    for (const { directive } of verdict.findings) {
      const name = directive!.split(' ')[0]!;
      expect(policies.some(({ directives }) => directives.has(name))).toBe(true);
    }
    expect(verdict.findings.length > 0).toBe(outcome !== 'works');
  });
});

test('the least policy of each way works, also with Trusted Types, and nothing of it can be left out', () => {
  for (const way of WAYS) {
    for (const isOwnFiles of [false, true]) {
      const embedding = { way, base: BASE, isOwnFiles };
      const least = [leastPolicy(embedding), leastTrustedTypes(embedding)].filter(Boolean).join('; ');
      const [policy] = readPolicies(least);
      expect(checkPolicies([policy!], embedding).outcome).toBe('works');
      const [{ directives }] = readPolicies(leastPolicy(embedding)) as [NonNullable<typeof policy>];
      for (const name of directives.keys()) {
        if (name === 'default-src' || name === 'style-src') continue;
        const less = {
          directives: new Map([...directives].filter(([each]) => each !== name)),
          isReportOnly: false,
        };
        expect(checkPolicies([less], embedding).outcome).toBe('stopped');
      }
    }
  }
});

test('the documents say the same', () => {
  const docs = readFileSync('docs/embedding.md', 'utf8');
  const embedding = { way: 'element', base: BASE } as const;
  expect(docs).toContain(leastPolicy(embedding).replaceAll(BASE, 'HOST'));
  expect(docs).toContain(leastTrustedTypes(embedding));
});

test('with the address of the page, its own origin and its scheme are known', () => {
  const outcome = (policy: string, page: string | null, base = BASE): string =>
    checkPolicies(readPolicies(policy), { way: 'element', base }, page === null ? null : new URL(page))
      .outcome;
  expect(outcome("default-src 'self'", `${BASE}/about`)).toBe('works');
  expect(outcome("default-src 'self'", 'http://performance.example.org/')).toBe('works');
  expect(outcome("default-src 'self'", 'https://www.example.org/')).toBe('stopped');
  expect(outcome("default-src 'self'", `${BASE}:8443/`)).toBe('stopped');
  expect(outcome('default-src performance.example.org', 'http://www.example.org/')).toBe('works');
  // A path prefix is a part of the least change.
  expect(leastPolicy({ way: 'frame', base: 'https://example.org/performance' })).toBe(
    "default-src 'none'; frame-src https://example.org/performance/",
  );
  expect(outcome('script-src https://example.org/other/', null, 'https://example.org/performance')).toBe(
    'stopped',
  );
});

test('a platform without TLS is refused by pages with it, and no policy helps', () => {
  const check = (policy: string, page: string) =>
    checkPolicies(
      readPolicies(policy),
      { way: 'frame', base: 'http://performance.example.org' },
      new URL(page),
    );
  expect(check('frame-src *', 'http://www.example.org/').outcome).toBe('works');
  expect(check('frame-src *', 'https://www.example.org/')).toMatchObject({
    outcome: 'stopped',
    changed: null,
  });
  expect(check('upgrade-insecure-requests', 'http://www.example.org/')).toMatchObject({
    findings: [{ directive: 'upgrade-insecure-requests', policy: 0 }],
  });
});

test('slips of the pen are told', () => {
  const told = (policy: string): string[] => readPolicies(policy).flatMap(slipsIn);
  expect(told("script-src self 'none' https://a.example")).toEqual([
    "In script-src, self without quotes is the name of a host: write 'self'.",
    "In script-src, 'none' says nothing beside other sources.",
  ]);
  expect(told('scrpt-src *')).toEqual([
    'There is no directive scrpt-src: browsers pass over it. Did you mean script-src?',
  ]);
  expect(told("img-src 'https://a.example' 'unsafe-inlne'")).toHaveLength(2);
  expect(
    told(
      "default-src 'self'; sandbox allow-scripts; trusted-types lit-html 'allow-duplicates'; script-src 'nonce-a' 'sha256-b'",
    ),
  ).toEqual([]);
});

test('policies are found in whatever they are pasted', () => {
  const texts = (text: string): string[] => readPolicies(text).map(policyText);
  expect(texts(" default-src 'self';\n  img-src *;;\n")).toEqual(["default-src 'self'; img-src *"]);
  expect(
    texts(
      "HTTP/2 200\ncontent-type: text/html\ncontent-security-policy: default-src 'self'; img-src *\nx-frame-options: DENY\n",
    ),
  ).toEqual(["default-src 'self'; img-src *"]);
  expect(texts(`Header always set Content-Security-Policy "default-src 'self'"`)).toEqual([
    "default-src 'self'",
  ]);
  expect(texts(`"Content-Security-Policy": "default-src 'self'; frame-src *"`)).toEqual([
    "default-src 'self'; frame-src *",
  ]);
  expect(texts('<p>nothing</p>')).toEqual([]);
  expect(texts('')).toEqual([]);
  expect(
    readPolicies('Content-Security-Policy-Report-Only: img-src *').map((each) => each.isReportOnly),
  ).toEqual([true]);
});
