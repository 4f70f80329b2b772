/** What the checker says of policies is what Chromium does under them. */
import { expect, test } from '@jest/globals';
import { checkPolicies, type Outcome } from '../../../../server/pages/embed/policy/check.js';
import { readPolicies } from '../../../../server/pages/embed/policy/policies.js';
import { scriptSnippet } from '../../../../server/pages/frame/embed-snippet.js';
import { Session, tag } from '../../../components/elements/session.js';
import { POLICY_CASES, withHost } from './policies.cases.js';

const session = new Session();

/** What of it a page does not let through never reaches the server. */
const FETCHED = { frame: '/embed/frame/x/y', picture: '/services/x/y.svg' } as const;

async function seenElement(policy: string, nonce?: string): Promise<Outcome> {
  const { site, page } = session;
  await session.open(tag('a'), {
    head: scriptSnippet({ src: `${site.platform}/embed.js`, nonce }).toString(),
    headers: { 'content-security-policy': policy },
  });
  await page.waitForLoadState('networkidle');
  if (!(await page.locator('.perf-number').isVisible())) {
    // The link is there in the figure's place.
    expect(await page.locator('perf-module > a').isVisible()).toBe(true);
    return 'stopped';
  }
  return (await page.locator('.perf-slider').isVisible()) ? 'works' : 'drawn';
}

async function seenFetched(way: keyof typeof FETCHED, policy: string): Promise<Outcome> {
  const { site, page } = session;
  const [path, before] = [FETCHED[way], site.count(FETCHED[way])];
  const body =
    way === 'frame'
      ? `<iframe src="${site.platform}${path}" title="x"></iframe>`
      : `<img src="${site.platform}${path}" alt="x">`;
  await session.open(body, { head: '', headers: { 'content-security-policy': policy } });
  await page.waitForLoadState('networkidle');
  return site.count(path) > before ? 'works' : 'stopped';
}

test('the checker’s verdicts are Chromium’s', async () => {
  const { site } = session;
  site.page(FETCHED.frame, { body: 'framed' });
  const served = POLICY_CASES.filter(({ isServed }) => isServed);
  expect(served.length).toBeGreaterThan(14);
  for (const { policy: written, way = 'element', outcome } of served) {
    const policy = withHost(written, site.platform);
    const said = checkPolicies(
      readPolicies(policy),
      { way, base: site.platform },
      new URL(site.origin),
    ).outcome;
    const seen = async (nonce?: string): Promise<Outcome> =>
      way === 'frame' || way === 'picture' ? seenFetched(way, policy) : seenElement(policy, nonce);
    const without = await seen();
    // One that goes by a nonce lets through the tag that has it, and no other.
    const found = outcome === 'nonce' && without === 'stopped' ? `nonce: ${await seen('abc')}` : without;
    expect({ policy, said, found }).toEqual({
      ...{ policy, said: outcome, found: outcome === 'nonce' ? 'nonce: works' : outcome },
    });
  }
});
