import { describe, expect, it } from '@jest/globals';
import { leastPolicy, leastTrustedTypes, type Embedding } from '../../../server/pages/embed/policy/needs.js';
import { modulesReady, type Site } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();

describe('a foreign page', () => {
  const least = ({ platform }: Site): Embedding => ({ way: 'element', base: platform });
  const POLICIES: [string, (site: Site) => string][] = [
    ['the least policy', (site) => leastPolicy(least(site))],
    [
      'Trusted Types that allow the policy of Lit',
      (site) => `${leastPolicy(least(site))}; ${leastTrustedTypes(least(site))}`,
    ],
  ];

  it.each(POLICIES)('under %s: 20 modules, one question, each script once', async (_, policy) => {
    const services = Array.from({ length: 20 }, (__, index) => `service-${index}`);
    await session.open(services.map((each) => tag(each)).join(''), {
      headers: { 'content-security-policy': policy(session.site) },
    });
    await modulesReady(session.page, 20);
    expect(session.site.count('GET /graphql')).toBe(1);
    expect(session.site.count('POST')).toBe(0);
    const scripts = session.site.requests.filter((each) => each.endsWith('.js'));
    expect(new Set(scripts).size).toBe(scripts.length);
    expect(scripts.join()).not.toContain('chart-lib');
    expect(await session.shown(19).locator('.perf-number').textContent()).toBe('56.8%');
    const colour = await session
      .shown()
      .locator('.perf-change .perf-arrow')
      .evaluate((each) => getComputedStyle(each).color);
    expect(colour).toBe('rgb(0, 88, 46)');
    await session.shown().locator('.perf-picture').hover();
    await session.shown().locator('canvas').waitFor();
    expect(session.site.count('chart-lib')).toBe(1);
    expect(session.troubles).toEqual([]);
  });

  it('keeps what the loader drew, without an error, where the policy of Lit is refused', async () => {
    const { platform } = session.site;
    await session.open(tag('a'), {
      headers: {
        'content-security-policy': `script-src ${platform}; require-trusted-types-for 'script'; trusted-types 'none'`,
      },
    });
    await session.page.waitForLoadState('networkidle');
    expect(await session.page.locator('.perf-number').isVisible()).toBe(true);
    expect(await session.page.locator('.perf-slider').isVisible()).toBe(false);
    expect(session.troubles.filter((each) => !/Trusted|Content.Security/i.test(each))).toEqual([]);
  });

  it('bears two copies of the script', async () => {
    await session.page.route('**/graphql*', async (route) => {
      await new Promise((settle) => setTimeout(settle, 500));
      await route.continue();
    });
    // The first module is left to its element.
    await session.open(tag('b', 'view="pie"') + tag('a'), {
      head: `${session.site.script}<script type="module" src="${session.site.platform}/embed.js?2"></script>`,
    });
    await modulesReady(session.page);
    expect(session.site.count('/graphql')).toBe(1);
    expect(session.troubles).toEqual([]);
  });

  const WAYS: [string, (platform: string) => string][] = [
    ['a classic script', (platform) => `<script src="${platform}/embed.js"></script>`],
    ['a classic script that waits', (platform) => `<script async src="${platform}/embed.js"></script>`],
    [
      'an import of another module',
      (platform) => `<script type="module">import '${platform}/embed.js'</script>`,
    ],
    [
      'a module on a page that keeps no stacks',
      (platform) =>
        `<script>Error.stackTraceLimit = 0</script><script type="module" src="${platform}/embed.js?1"></script>`,
    ],
  ];

  it.each(WAYS)('loads the elements with %s, which leaves no name on the page', async (_, scriptOf) => {
    const names = `<script>window.before = Object.getOwnPropertyNames(window)</script>`;
    await session.open(tag('a'), { head: names + scriptOf(session.site.platform) });
    await modulesReady(session.page);
    expect(session.site.count('GET /graphql')).toBe(1);
    const added = await session.page.evaluate(() => {
      const { before } = window as unknown as { before: string[] };
      return Object.getOwnPropertyNames(window).filter(
        (name) => !before.includes(name) && !/^\d+$/.test(name),
      );
    });
    // Lit keeps its versions, and what decorators say, under names of its own.
    expect(added.filter((name) => !/^(before|lit\w+|reactiveElementVersions)$/.test(name))).toEqual([]);
    expect(session.troubles).toEqual([]);
  });

  it('shows its fallback without JavaScript', async () => {
    const quiet = await session.openStill(
      session.site.page('/page', { body: tag('a'), head: session.site.script }),
    );
    expect(await quiet.locator('a').isVisible()).toBe(true);
    await quiet.context().close();
  });

  it('asks with the text a server that does not know the hash', async () => {
    session.site.knowsHash = false;
    await session.open(tag('a'));
    await modulesReady(session.page);
    expect([session.site.count('GET /graphql'), session.site.count('POST /graphql')]).toEqual([2, 1]);
  });

  it('asks where the page or the tag says', async () => {
    await session.open(tag('a'), {
      head: `<meta name="perf-endpoint" content="/graphql?by-meta"><script type="module" src="/embed.js"></script>`,
    });
    await modulesReady(session.page);
    expect(session.site.count('/graphql')).toBe(1);
  });
});

describe('the states', () => {
  it('are all told apart, and none but ready and late shows a number', async () => {
    await session.open(['a', 'late', 'missing', 'empty'].map((each) => tag(each)).join('') + tag('failed'));
    await modulesReady(session.page, 4);
    const classes = await session.page
      .locator('perf-module')
      .evaluateAll((all) =>
        all.map(
          (each) => each.shadowRoot?.querySelector('.perf-base')?.className.match(/perf-is-(\w+)/)?.[1],
        ),
      );
    expect(classes.slice(0, 4)).toEqual(['ready', 'late', 'missing', 'empty']);
    expect(await session.shown(1).locator('.perf-notice-late').textContent()).toBe(
      'Late: April 2014 was due by 21 May',
    );
    expect(await session.shown(2).locator('.perf-number').textContent()).toBe('Not provided');
    expect(await session.shown(3).locator('.perf-number').count()).toBe(0);
    expect(await session.shown(3).locator('.perf-notice').textContent()).toBe(
      'No data has been published for this yet.',
    );
    expect(await session.shown(4).locator('a').isVisible()).toBe(true);
    expect(await session.shown(4).locator('.perf-notice').textContent()).toBe('This figure cannot be shown.');
  });

  it('keeps the fallback and gives the room back when it fails; then tries again by itself', async () => {
    session.site.status = 503;
    await session.open(tag('a'));
    await session.shown().locator('.perf-notice-failed').waitFor();
    expect(await session.page.locator('a').isVisible()).toBe(true);
    const { height } = (await session.shown().boundingBox()) ?? { height: 0 };
    expect(height).toBeLessThan(200);
    session.site.status = 200;
    await modulesReady(session.page);
    expect(await session.shown().locator('.perf-number').textContent()).toBe('56.8%');
    expect(await session.page.locator('perf-module > a').isVisible()).toBe(false);
  });

  it('keeps the last good data when it cannot be renewed, and says its age', async () => {
    await session.open(tag('a'));
    await modulesReady(session.page);
    session.site.status = 503;
    const stale = session.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          document.addEventListener('perf-stale', (event) => resolve(event.detail.receivedAt), {
            once: true,
          });
        }),
    );
    await session.shown().evaluate((each: HTMLElementTagNameMap['perf-module']) => each.refresh());
    expect(await stale).toBeGreaterThan(Date.now() - 60_000);
    expect(await session.shown().locator('.perf-notice-stale').textContent()).toContain(
      'Shown as it was 1 minute ago',
    );
    expect(await session.shown().locator('.perf-number').textContent()).toBe('56.8%');
  });

  it.each([
    'refresh-every="soon"',
    'endpoint="javascript:alert(1)"',
    'top="many"',
    'since="May"',
    'split-on="x"',
    'period="monthly"',
    'chart="stackd"',
  ])('tells the author what is wrong with %s, without asking', async (attribute) => {
    const warned = session.page.waitForEvent('console', (message) => message.type() === 'warning');
    const head = `<script>addEventListener('perf-error', ({ detail }) => (window.told = detail.message))</script>`;
    await session.open(
      `<perf-module service="a" metric="b" ${attribute}><a href="/">B of a</a></perf-module>`,
      { head: head + session.site.script },
    );
    const notice = session.shown().locator('.perf-notice-failed');
    expect(await notice.textContent()).toBe('This figure cannot be shown.');
    const told = await session.page.evaluate('window.told');
    expect(told).toContain(attribute.split('=')[0]);
    expect((await warned).text()).toContain(`<perf-module>: ${String(told)}`);
    const meant = { 'period="monthly"': 'month', 'chart="stackd"': 'stacked' }[attribute];
    if (meant) expect(told).toContain(`Did you mean ${meant}?`);
    expect(await session.page.locator('a').isVisible()).toBe(true);
    expect(session.site.count('/graphql')).toBe(0);
  });

  it('refuses an attribute it does not know, without asking', async () => {
    const head = `<script>addEventListener('perf-error', ({ detail }) => { window.detail = detail })</script>${session.site.script}`;
    await session.open(
      '<perf-module service="a" metric="b" period="fortnight"><a href="/">B of a</a></perf-module>',
      { head },
    );
    await session.shown().locator('.perf-notice-failed').waitFor();
    expect(await session.page.locator('a').isVisible()).toBe(true);
    expect(await session.page.evaluate('window.detail')).toMatchObject({
      argument: 'period',
      isRetrying: false,
    });
    await session.page.waitForLoadState('networkidle');
    expect(session.site.count('/graphql')).toBe(0);
    await session.shown().evaluate((each) => each.setAttribute('period', 'month'));
    await modulesReady(session.page);
  });
});
