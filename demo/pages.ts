/** The gallery's pages: what stands on each, and under which policy. */
import type { ModuleData } from '../components/formatting/types.js';
import { KINDS, kindPath } from './kinds.js';
import { documentOf, escaped, handed, link, tag } from './markup.js';
import { statesOf } from './states.js';

/** What pages are made from. */
export interface Surroundings {
  /** Address of the platform, without a slash at the end. */
  platform: string;
  /** Address of the host's own copy of the platform's files. */
  copy: string;
  /** The answer that states are made from. */
  sample(): Promise<ModuleData>;
}

export interface GalleryPage {
  path: string;
  title: string;
  lead: string;
  body(around: Surroundings): string | Promise<string>;
  /** Scripts besides the platform's; the platform's is left out where this says so. */
  scripts?(around: Surroundings): string[];
  /** Content-Security-Policy; without one the page allows everything. The strictest allow no style sheet. */
  policy?(around: Surroundings): string;
}

const FIRST = KINDS[0];
const SECOND = KINDS[1];

const moduleTag = ({ platform }: Surroundings, kind: (typeof KINDS)[number], level = '3'): string =>
  tag(
    'perf-module',
    { ...kind.attributes, 'heading-level': level },
    link(platform + kindPath(kind), kind.name),
  );

const pair = (around: Surroundings): string =>
  `<p>The department publishes these figures every month.</p><div class="pair">${moduleTag(around, FIRST, '2')}${moduleTag(around, SECOND, '2')}</div>`;

/** The least that the elements need. */
const strictPolicy = ({ platform }: Pick<Surroundings, 'platform'>): string =>
  `default-src 'none'; script-src ${platform}; connect-src ${platform}; style-src 'none'; img-src 'self'; base-uri 'none'`;

const section = (heading: string, body: string): string => `<h2>${escaped(heading)}</h2>${body}`;

const every = (around: Surroundings): string =>
  KINDS.map((kind) => section(kind.name, moduleTag(around, kind))).join('');

/** Elements other than a module on its own. */
function elements(around: Surroundings): string {
  const { platform } = around;
  const service = { service: 'carers-allowance' };
  const way = (path: string, text: string): string => link(platform + path, text);
  const figure = (metric: string, text: string, more: Record<string, string> = {}): string =>
    tag('perf-figure', { ...service, metric, ...more }, way(`/services/carers-allowance/${metric}`, text));
  const card = { 'heading-level': '3', 'compare-to': 'previous-year', sparkline: '' };
  return [
    section(
      'Figures in a sentence',
      `<p>Of all claims ${figure('digital-take-up', 'most', { layout: 'inline' })} are made online, and
${figure('completion-rate', 'many', { layout: 'inline', sparkline: '' })} of those that are begun are finished.</p>`,
    ),
    section(
      'Figures on cards',
      `<div class="pair">${figure('user-satisfaction', 'Satisfaction', card)}${figure('transactions', 'Claims', card)}</div>`,
    ),
    section(
      'A frame around modules',
      tag(
        'perf-dashboard',
        { range: 'last-12-months', sync: 'all' },
        `<div class="pair">${moduleTag(around, FIRST)}${moduleTag(around, SECOND)}</div>`,
      ),
    ),
    section(
      'A dashboard',
      tag(
        'perf-dashboard',
        { ...service, 'heading-level': '3', sync: 'all' },
        way('/services/carers-allowance', 'Performance of Carer’s Allowance'),
      ),
    ),
    section(
      'A list of services',
      tag(
        'perf-services',
        { 'heading-level': '3', 'order-by': 'transactions', direction: 'descending', first: '10' },
        way('/services', 'The services'),
      ),
    ),
  ].join('');
}

async function states(around: Surroundings): Promise<string> {
  const data = await around.sample();
  const shown = statesOf(data).map(({ name, what, data }) =>
    section(name, `<p>${escaped(what)}</p>${tag('perf-module', { 'heading-level': '3' }, handed(data))}`),
  );
  const attributes = { ...FIRST.attributes, 'heading-level': '3' };
  const fallback = link(around.platform + kindPath(FIRST), 'Transactions of Carer’s Allowance');
  const asked = (name: string, what: string, more: Record<string, string>): string =>
    section(name, `<p>${what}</p>${tag('perf-module', { ...attributes, ...more }, fallback)}`);
  return [
    ...shown,
    asked('Loading', 'The answer is on its way: the link stands in, and room is kept.', {
      endpoint: '/never/graphql',
    }),
    asked('Unreachable', 'The platform cannot be reached: the link stays, and it is tried again.', {
      endpoint: '/failing/graphql',
    }),
    asked('Stale', 'It was there once: the last good data stays, marked with its age.', {
      endpoint: '/once/graphql',
      refresh: '2',
    }),
    asked('Refused', 'The platform knows no such service: the link stays.', { service: 'no-such-service' }),
    asked('Welsh', 'Texts and numbers in the language of the page or the tag.', { lang: 'cy' }),
  ].join('');
}

export const PAGES: readonly GalleryPage[] = [
  {
    path: '/modules',
    title: 'Every kind of module',
    lead: 'Each kind once, in the order of the documentation’s table.',
    body: every,
  },
  {
    path: '/states',
    title: 'Every state',
    lead: 'Loading, empty, missing, late and failed are different, and none of them looks like 0.',
    body: states,
  },
  {
    path: '/elements',
    title: 'Every element',
    lead: 'A dashboard in one tag, a frame around modules of one’s own, figures in a sentence and on cards.',
    body: elements,
  },
  {
    path: '/strict-elements',
    title: 'Every element under the strictest policy',
    lead: 'No inline script, no style sheet, only Lit’s Trusted Types policy: everything works.',
    body: elements,
    policy: (around) => `${strictPolicy(around)}; require-trusted-types-for 'script'; trusted-types lit-html`,
  },
  {
    path: '/refused-elements',
    title: 'Every element where Lit’s policy is refused',
    lead: 'The page allows no Trusted Types policy at all: the links stay, and nothing throws.',
    body: elements,
    policy: (around) => `${strictPolicy(around)}; require-trusted-types-for 'script'; trusted-types 'none'`,
  },
  {
    path: '/host',
    title: 'How Carer’s Allowance is doing',
    lead: 'A page of a department that holds two modules and one script.',
    body: pair,
  },
  {
    path: '/no-javascript',
    title: 'The host page without JavaScript',
    lead: 'The policy blocks every script: the links remain.',
    body: pair,
    policy: () => "script-src 'none'",
  },
  {
    path: '/strict',
    title: 'Under the strictest policy',
    lead: 'No inline script, no style sheet, only Lit’s Trusted Types policy: everything works.',
    body: every,
    policy: (around) => `${strictPolicy(around)}; require-trusted-types-for 'script'; trusted-types lit-html`,
  },
  {
    path: '/refused-policy',
    title: 'Where Lit’s policy is refused',
    lead: 'The page allows no Trusted Types policy at all: the links stay, and nothing throws.',
    body: pair,
    policy: (around) => `${strictPolicy(around)}; require-trusted-types-for 'script'; trusted-types 'none'`,
  },
  {
    path: '/two-versions',
    title: 'Two versions of the script',
    lead: 'One from the platform, one that the host serves itself: the first to come wins.',
    body: pair,
    scripts: ({ platform, copy }) => [`${platform}/embed.js`, `${copy}/embed.js`],
  },
  {
    path: '/react',
    title: 'In a React app',
    lead: 'The elements as React components: attributes are props, events are handlers.',
    body: () => '<div id="app"></div>',
    scripts: ({ platform }) => ['/react.js', `${platform}/embed.js`],
  },
];

const scriptTag = (src: string): string => `<script type="module" src="${escaped(src)}"></script>`;

export async function pageHtml(page: GalleryPage, around: Surroundings): Promise<string> {
  const scripts = page.scripts?.(around) ?? [`${around.platform}/embed.js`];
  return documentOf({
    title: page.title,
    lead: page.lead,
    body: await page.body(around),
    isPlain: page.policy?.(around).includes("style-src 'none'"),
    head: scripts.map(scriptTag).join('\n'),
  });
}

export const indexHtml = ({ platform }: Surroundings): string =>
  documentOf({
    title: 'Gallery',
    lead: 'Pages of a stranger that hold the platform’s elements.',
    body: `<ul>${PAGES.map(({ path, title }) => `<li>${link(path, title)}</li>`).join('')}</ul>
<p>${link(platform, 'The platform itself')}</p>`,
  });
