/** The embed page, what it gives to copy, frames and oEmbed, over a small imported database. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkPolicies } from '../../../../server/pages/embed/policy/check.js';
import { readPolicies } from '../../../../server/pages/embed/policy/policies.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { importing, type Importing } from '../../ingest/importing.js';
import { unescaped } from '../upload/visitor.js';
import { expectSoundPage, FILES, publicSite, SITE, type PublicSite } from '../public-site.js';

const DASHBOARD = `- slug: caring
  title: Caring, and "more"
  subject: group/caring
  sections:
    - title: All
      modules:
        - { slug: how-many, metric: transactions, period: month, last: 6 }
`;
const FIGURE = '/services/carers/transactions';

describeOnEachDatabase('embedding', (dialect) => {
  let store: Importing;
  let site: PublicSite;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept({ ...FILES, dashboards: DASHBOARD });
    site = await publicSite(store.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await store.close();
  });

  const ask = (url: string) => site.app.inject({ url: `${SITE.path}${url}` });
  const embed = (words: Record<string, string>) => ask(`/embed?${new URLSearchParams(words)}`);
  /** What stands in the box to copy from. */
  function copied(body: string, id: string): string {
    const [, text] = new RegExp(`<textarea[^>]*id="${id}"[^>]*>\\n([^<]*)</textarea>`).exec(body) ?? [];
    if (text === undefined) throw new Error(`there is no ${id} to copy`);
    return unescaped(text);
  }

  describe('the page', () => {
    test('finds things by words and by address, and goes on to what of them', async () => {
      const words = await embed({ of: 'car' });
      expectSoundPage(words.body);
      expect(words.body).toContain('/embed?of=%2Fservices%2Fcarers"');
      expect(words.body).toContain('Dashboard about Caring services');
      const nothing = await embed({ of: 'Caring servces' });
      expect(nothing.body).toContain('Nothing here is called, or lies at, “Caring servces”');
      expect(nothing.body).toContain('/embed?of=%2Fgroups%2Fcaring"');
      const place = await embed({ of: `${SITE.base}/services/carers/` });
      expectSoundPage(place.body);
      expect(place.body).toContain('/embed?of=%2Fservices%2Fcarers&amp;whole=true"');
      expect(place.body).toContain(`/embed?of=${encodeURIComponent(FIGURE)}"`);
      const board = await embed({ of: '/dashboards/caring' });
      expect(board.body).toContain('/embed?of=%2Fdashboards%2Fcaring%2Fhow-many"');
      // Elsewhere on the web there is nothing of ours.
      expect((await embed({ of: `https://elsewhere.example${FIGURE}` })).body).toContain(
        'Nothing here is called',
      );
      expect((await embed({ of: '/services/silent' })).body).toContain('There are no figures of it yet');
    });

    test('gives the code of each way, with what was chosen and the policy that it needs', async () => {
      const { body, statusCode } = await embed({
        ...{ of: FIGURE, period: 'quarter', 'compare-to': 'none', by: 'channel', 'no-table': 'true' },
        ...{ theme: 'colours', surface: '1D1D2B', ink: '#eee', 'chart-height': '300', 'heading-level': '3' },
      });
      expect(statusCode).toBe(200);
      expectSoundPage(body);
      const query = '?period=quarter&by=channel&compare-to=none';
      const written = query.replaceAll('&', '&amp;');
      expect(copied(body, 'code-element')).toBe(
        `<perf-module service="carers" metric="transactions" period="quarter" by="channel" heading-level="3" no-table>
  <a href="${SITE.base}${FIGURE}${written}">Transactions: Carer's &quot;Allowance&quot; &amp; more</a>
</perf-module>
<script type="module" src="${SITE.base}/embed.js"></script>`,
      );
      expect(copied(body, 'style-element')).toBe(
        'perf-module, perf-dashboard {\n  --perf-surface: #1d1d2b;\n  --perf-ink: #eeeeee;\n  --perf-chart-height: 300px;\n}\n',
      );
      expect(copied(body, 'code-fragment')).toBe(`${SITE.base}${FIGURE}.html${query}`);
      expect(copied(body, 'code-frame')).toMatch(
        new RegExp(
          `^<iframe src="[^"]*/embed/frame${FIGURE}[^"]*&amp;heading-level=3&amp;no-table=true&amp;theme=colours&amp;surface=%231d1d2b&amp;ink=%23eeeeee&amp;chart-height=300" title=`,
        ),
      );
      expect(copied(body, 'code-picture')).toContain(`<img src="${SITE.base}${FIGURE}.svg${written}" alt="`);
      for (const way of ['element', 'fragment', 'frame', 'picture', 'oembed'] as const) {
        const policies = readPolicies(copied(body, `policy-${way}`));
        expect(checkPolicies(policies, { way, base: SITE.base }).outcome).toBe('works');
      }
      // The place on the page looks like it, without an inline style.
      const sheet = await ask(/href="[^"]*(\/embed\/place\.css[^"]*)"/.exec(unescaped(body))![1]!);
      expect(sheet.headers['content-type']).toContain('text/css');
      expect(sheet.body).toContain('--perf-surface: #1d1d2b;');
    });

    test('pins the script, or takes it from the host’s own site', async () => {
      const pinned = copied((await embed({ of: FIGURE, files: 'pinned' })).body, 'code-element');
      expect(pinned).toContain(
        `src="${SITE.base}/embed.js" integrity="sha384-loader" crossorigin="anonymous"></script>`,
      );
      const { body } = await embed({ of: FIGURE, files: 'own' });
      expect(copied(body, 'code-element')).toContain(
        `<meta name="perf-endpoint" content="${SITE.base}/graphql">\n<script type="module" src="/embed.js" integrity=`,
      );
      expect(copied(body, 'policy-element')).toContain(
        "script-src 'self'; connect-src https://example.org/performance/",
      );
    });

    test('a dashboard has the ways that there are of it', async () => {
      const { body } = await embed({
        of: '/dashboards/caring',
        whole: 'true',
        'no-picker': 'true',
        page: 'www.gov.uk/a',
      });
      expectSoundPage(body);
      expect(copied(body, 'code-element')).toContain('<perf-dashboard dashboard="caring" no-picker>');
      expect(copied(body, 'code-frame')).toContain('/embed/frame/caring"');
      expect(body).toContain('https://www.gov.uk/a');
      expect(body).not.toContain('id="code-picture"');
      const own = (await embed({ of: '/groups/caring', whole: 'true' })).body;
      expect(copied(own, 'code-element')).toContain('<perf-dashboard group="caring">');
      expect(own).not.toContain('id="code-frame"');
    });

    test('what is wrong is said, and nothing that was typed is lost', async () => {
      const wrong = await embed({
        of: FIGURE,
        theme: 'colours',
        surface: 'blueish',
        width: '390',
        page: 'my page',
      });
      expect(wrong.statusCode).toBe(400);
      expectSoundPage(wrong.body);
      expect(unescaped(wrong.body)).toMatch(
        /id="surface-error">\s*<span[^>]*>Error:<\/span> Ground must be a colour of six digits, like #1d1d2b, not "blueish"\s*<\/p>/,
      );
      expect(wrong.body).toMatch(/name="surface"[^>]*value="blueish"/);
      expect(wrong.body).toMatch(/name="page"[^>]*value="my page"/);
      expect((await embed({ of: FIGURE, width: '5' })).body).toContain(
        'Width there must be a whole number from 280 to 2,000',
      );
      expect((await embed({ of: FIGURE, by: 'chanel' })).body).toContain('href="#by"');
      const pale = await embed({ of: FIGURE, theme: 'colours', surface: '#ffffff', ink: '#bbbbbb' });
      expect(pale.body).toContain('have a contrast of 1.9 to 1');
      expect((await embed({ of: '/dashboards/caring', whole: 'true', way: 'picture' })).statusCode).toBe(400);
    });

    test('shows its frame to itself alone, and is linked from what can be embedded', async () => {
      const { body, headers } = await embed({ of: FIGURE, way: 'frame', height: '640', width: '390' });
      expect(body).toContain(`src="${SITE.path}/embed/frame${FIGURE}?compare-to=previous-year"`);
      expect(headers['content-security-policy']).toContain("frame-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      const figure = await ask(`${FIGURE}?period=quarter`);
      expect(figure.headers['content-security-policy']).not.toContain('frame-src');
      expect(figure.body).toContain(
        `/embed?of=${encodeURIComponent(FIGURE)}&amp;period=quarter&amp;compare-to=previous-year"`,
      );
      expect((await ask('/dashboards/caring')).body).toContain(
        '/embed?of=%2Fdashboards%2Fcaring&amp;whole=true"',
      );
    });
  });

  describe('a frame', () => {
    test.each([
      [`/embed/frame${FIGURE}`, 'Transactions'],
      ['/embed/frame/portfolio/transactions', 'Transactions'],
      ['/embed/frame/caring/how-many', 'Transactions'],
      ['/embed/frame/caring', 'Caring, and'],
    ])('%s may be framed, and is complete', async (path, title) => {
      const { statusCode, body, headers } = await ask(`${path}?theme=dark`);
      expect(statusCode).toBe(200);
      expect(headers['content-security-policy']).toContain('frame-ancestors *');
      expect(headers['x-frame-options']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
      expectSoundPage(body);
      expect(body).toContain('<meta name="robots" content="noindex" />');
      expect(body).toContain('<base target="_blank" />');
      expect(body).toContain(title);
      expect(body).toContain('class="perf-number"');
      expect(body).not.toContain('action="/performance/embed/');
      const [, sheet] = /href="[^"]*(\/embed\/frame\.css[^"]*)"/.exec(body)!;
      expect((await ask(sheet!)).body).toContain('color-scheme: dark');
    });

    test('what cannot be shown says so in its place', async () => {
      for (const [path, status] of [
        ['/embed/frame/services/carers/nothing', 404],
        ['/embed/frame/services/nothing/transactions', 404],
        ['/embed/frame/nothing', 404],
        [`/embed/frame${FIGURE}?period=fortnight`, 400],
        [`/embed/frame${FIGURE}?surface=x&theme=colours`, 400],
      ] as const) {
        const { statusCode, body, headers } = await ask(path);
        expect([path, statusCode]).toEqual([path, status]);
        expectSoundPage(body);
        expect(body).toContain('This figure cannot be shown');
        expect(headers['content-security-policy']).toContain('frame-ancestors *');
      }
    });
  });

  describe('oEmbed', () => {
    const oembed = (url: string, more: Record<string, string> = {}) =>
      ask(`/oembed?${new URLSearchParams({ url, ...more })}`);

    test('answers with the frame of what lies at an address, as pages announce it', async () => {
      const page = await ask(`${FIGURE}?period=quarter`);
      const [, announced] =
        /type="application\/json\+oembed"[^>]*href="[^"]*performance(\/oembed[^"]*)"/.exec(
          unescaped(page.body),
        )!;
      const answer = await ask(announced!);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      const said = answer.json<{ html: string }>();
      expect(said).toMatchObject({
        ...{ version: '1.0', type: 'rich', width: 640, provider_name: 'Public service performance' },
        title: `Transactions: Carer's "Allowance" & more`,
        author_name: 'Department for Work',
        thumbnail_url: `${SITE.base}${FIGURE}.png?view=figure`,
      });
      const [, src] = /src="https:\/\/example\.org\/performance([^"]*)"/.exec(unescaped(said.html))!;
      expect(src).toContain('period=quarter');
      expect((await ask(src!)).statusCode).toBe(200);
      const small = await oembed(`${SITE.base}/dashboards/caring`, { maxwidth: '300', maxheight: '400' });
      expect(small.json()).toMatchObject({ width: 300, height: 400, title: 'Caring, and "more"' });
      const xml = await oembed(SITE.base + FIGURE, { format: 'xml' });
      expect(xml.headers['content-type']).toContain('text/xml');
      expect(xml.body).toContain('<type>rich</type>');
    });

    test('says what is wrong with the question', async () => {
      expect((await ask('/oembed')).statusCode).toBe(400);
      expect((await oembed('https://elsewhere.example/services/carers/transactions')).statusCode).toBe(404);
      expect((await oembed(`${SITE.base}/services/carers`)).statusCode).toBe(404);
      expect((await oembed(SITE.base + FIGURE, { format: 'yaml' })).statusCode).toBe(501);
      expect((await oembed(SITE.base + FIGURE, { maxwidth: 'wide' })).statusCode).toBe(400);
    });
  });

  describe('the checker', () => {
    const check = (words: Record<string, string>) => ask(`/embed/policy?${new URLSearchParams(words)}`);

    test('says what stops it, and gives the changed policy', async () => {
      const { body, statusCode } = await check({ policy: "default-src 'self'; img-src self", of: FIGURE });
      expect(statusCode).toBe(200);
      expectSoundPage(body);
      expect(body).toContain('It does not work');
      expect(body).toContain('self without quotes is the name of a host');
      expect(copied(body, 'changed')).toBe(
        `Content-Security-Policy: default-src 'self'; img-src self; script-src 'self' ${SITE.base}/; connect-src 'self' ${SITE.base}/`,
      );
      expect(copied(body, 'policy')).toBe("default-src 'self'; img-src self");
      const changed = await check({ policy: copied(body, 'changed') });
      expect(changed.body).toContain('It works');
      const nonce = await check({ policy: "script-src 'nonce-abc'" });
      expect(copied(nonce.body, 'tag')).toBe(
        `<script type="module" src="${SITE.base}/embed.js" nonce="NONCE"></script>`,
      );
      const reported = await check({ policy: "Content-Security-Policy-Report-Only: default-src 'none'" });
      expect(reported.body).toMatch(/1 policy only\s+reports/);
    });

    test('keeps what was pasted where it cannot be read', async () => {
      expectSoundPage((await check({})).body);
      const nothing = await check({ policy: '!?', page: 'x.example' });
      expect(nothing.statusCode).toBe(400);
      expectSoundPage(nothing.body);
      expect(copied(nothing.body, 'policy')).toBe('!?');
      const long = await check({ policy: `img-src ${'https://a.example '.repeat(400)}` });
      expect(long.body).toContain('at most 6,000 can be checked');
      expect((await check({ policy: 'img-src *', page: 'nowhere at all' })).body).toContain(
        'Page must be the address of a page',
      );
    });
  });
});
