/** Pages, files and what is wrong with addresses. */
import type { Content } from './content.js';
import { BAD_WORDS } from './figure-questions.js';
import type { Question } from './questions.js';
import { round, sample } from './sampling.js';

const FORMATS = ['', '.html', '.json', '.csv', '.svg', '.png'];

const FIXED = [
  '/',
  '/services',
  '/services.csv',
  '/organisations',
  '/portfolio',
  '/dashboards',
  '/status',
  '/data/',
  '/robots.txt',
  '/sitemap.xml',
  '/healthz',
  '/readyz',
  '/favicon.ico',
  '/assets/icon.svg',
  '@stylesheet/0',
  '@stylesheet/1',
];

/** Nothing is there, or it is somewhere else. */
const ASTRAY = [
  '/nothing',
  '/nothing/at/all?x=1',
  '/services/no-such-service',
  '/services/no-such-service/transactions',
  '/services/no-such-service/transactions.csv',
  '/services/no-such-service/data.csv',
  '/organisations/no-such-organisation',
  '/groups/no-such-group',
  '/groups/no-such-group/transactions.json',
  '/dashboards/no-such-dashboard',
  '/dashboards/no-such-dashboard/module.svg',
  '/portfolio/no-such-metric',
  '/portfolio/no-such-metric.json',
  '/portfolio/no-such-metric.png',
  '/portfolio/transactions.pdf',
  '/data',
  '/data/nothing.csv.gz',
  '/data/../etc/passwd',
  '/services/',
  '/status/?state=due',
  '/organisations/?x=1',
  '/dashboards/',
  '/embed/nothing.js',
  '/assets/nothing.css',
  '/services/%zz',
  `/services/${'x'.repeat(300)}`,
  '/graphql',
];

const LIST_WORDS = [
  'page=2',
  'page=3',
  'page=99',
  'page=0',
  'sort=organisation',
  'sort=name&order=desc',
  'sort=nonsense',
  'order=sideways',
  'text=driving',
  'text=r&sort=organisation',
  'text=zzzzzz',
  'text=%3Cscript%3E&organisation=',
  'period=quarter',
  'period=rolling-year&sort=transactions&order=desc',
  'period=fortnight',
  'organisation=no-such-organisation',
  'group=no-such-group',
  'publishes=no-such-metric',
  'column=no-such-metric',
  'missing=transactions',
  'missing=no-such-metric',
  's=no-such-service',
];

function listQuestions({ metrics, organisations, groups, services }: Content): Question[] {
  const keys = metrics.map(({ key }) => key);
  const some = sample(services, 5);
  const words = [
    ...LIST_WORDS,
    ...keys.flatMap((key) => [`sort=${key}&order=desc&column=${key}`, `publishes=${key}&sort=${key}`]),
    ...sample(organisations, 8).map((slug) => `organisation=${slug}`),
    ...sample(groups, 2).map((slug) => `group=${slug}&sort=transactions`),
    `${sample(keys, 6)
      .map((key) => `column=${key}`)
      .join('&')}&period=year`,
    `${keys
      .slice(0, 7)
      .map((key) => `column=${key}`)
      .join('&')}`,
    `s=${some[0]}&s=${some[1]}&text=a`,
  ];
  const chosen = (list: readonly string[]): string => list.map((slug) => `s=${slug}`).join('&');
  return [
    ...words.map((word) => ({ path: `/services?${word}` })),
    ...words.filter((_, at) => at % 4 === 0).map((word) => ({ path: `/services.csv?${word}` })),
    { path: '/services/compare' },
    ...[1, 2, 3, 5].map((count) => ({ path: `/services/compare?${chosen(some.slice(0, count))}` })),
    { path: `/services/compare?${chosen(sample(services, 6))}` },
    { path: '/services/compare?s=no-such-service' },
    { path: `/services/compare?${chosen(sample(services, 4).slice(1))}` },
  ];
}

const STATES = ['late', 'due', 'fresh', 'never', 'ended'];

const statusQuestions = ({ organisations }: Content): Question[] =>
  [
    ...STATES.flatMap((state) => [`state=${state}`, `state=${state}&page=2`]),
    ...sample(organisations, 5).flatMap((slug) => [
      `organisation=${slug}`,
      `organisation=${slug}&state=fresh`,
    ]),
    'state=lost',
    'page=x',
    'organisation=no-such-organisation',
    'state=&organisation=&page=',
  ].map((words) => ({ path: `/status?${words}` }));

/** What a reader can choose for all modules of a page. */
const CHOICES = [
  'range=last-12-months',
  'range=all&compare-to=previous-period',
  'since=2025-06-01&until=2025-12-31',
  'split-on=2025-07-01',
  'compare-to=none',
  'range=&since=&until=&compare-to=&split-on=',
  'since=2025-13-01',
  'range=long',
  'split-on=2025-02-30',
  'compare-to=heaven',
];

const chosen = (path: string, choices: readonly string[]): Question[] => [
  { path },
  ...choices.map((words) => ({ path: `${path}?${words}` })),
];

const MODULE_WORDS = [
  'period=month',
  'last=2',
  'lang=cy',
  'compare-to=none',
  'range=last-3-months',
  'view=figure',
  'working',
];

function dashboardQuestions({ dashboards }: Content): Question[] {
  const word = round([...MODULE_WORDS, ...sample(BAD_WORDS, 8)]);
  const format = round(FORMATS.slice(0, 5));
  const choice = round(CHOICES);
  return dashboards.flatMap(({ slug, modules }, place) => [
    // One with all that can be chosen, the others with some of it: together they take seconds.
    ...chosen(`/dashboards/${slug}`, place === 1 ? CHOICES : [choice()]),
    { path: `/dashboards/${slug.toUpperCase()}?range=all` },
    { path: `/dashboards/${slug}/no-such-module` },
    { path: `/dashboards/${slug}/no-such-module.csv` },
    ...modules.flatMap((module, at) => {
      const path = `/dashboards/${slug}/${module}`;
      return [
        ...FORMATS.filter((each) => each !== '.png' || at % 2 === 0).map((each) => ({ path: path + each })),
        ...[1, 2].map(() => ({ path: `${path}${format()}?${word()}` })),
        ...(at % 4 ? [] : [{ path: `/dashboards/${slug}/${module.toUpperCase()}${format()}?lang=cy` }]),
      ];
    }),
  ]);
}

/** Things under slugs that they had, or written otherwise. */
const movedQuestions = ({ services: [service], metrics: [metric] }: Content): Question[] =>
  [
    '/services/old-service',
    '/services/old-service?range=all',
    `/services/old-service/${metric?.key}?last=2`,
    `/services/old-service/${metric?.key}.csv?last=2`,
    '/services/old-service/data.csv',
    '/organisations/old-organisation',
    `/organisations/old-organisation/${metric?.key}.svg`,
    '/groups/old-group',
    '/dashboards/old-dashboard',
    '/dashboards/old-dashboard/transactions.json',
    `/services/${service?.toUpperCase()}`,
    `/services/${service}/`,
    `/services/${service}/${metric?.key}/`,
  ].map((path) => ({ path }));

const OTHER_METHODS: readonly Question[] = [
  { method: 'HEAD', path: '/' },
  { method: 'HEAD', path: '/services' },
  { method: 'HEAD', path: '/data/services.csv.gz' },
  { method: 'HEAD', path: '/embed.js' },
  { method: 'POST', path: '/services' },
  { method: 'PUT', path: '/services' },
  { method: 'POST', path: '/nothing', headers: { 'content-type': 'application/json' }, body: '{}' },
  { method: 'OPTIONS', path: '/portfolio/transactions.json', headers: { origin: 'https://example.org' } },
  { path: '/services/no-such-service', headers: { accept: 'application/json' } },
  { path: '/nothing', headers: { accept: 'application/json' } },
  { path: '/portfolio/transactions.json', headers: { origin: 'https://example.org' } },
];

export interface PageSizes {
  /** Of each kind of subject, how many pages. */
  subjects: number;
  /** How many of them with everything that can be chosen. */
  chosen: number;
}

export function pageQuestions(content: Content, sizes: PageSizes): Question[] {
  const { services, organisations, groups, dataFiles } = content;
  const paths = (kind: string, slugs: readonly string[], count: number): string[] =>
    sample(slugs, count).map((slug) => `/${kind}/${slug}`);
  const some = (count: number): string[] => [
    ...paths('services', services, count),
    ...paths('organisations', organisations, count),
    ...paths('groups', groups, count),
  ];
  return [
    ...[...FIXED, ...ASTRAY].map((path) => ({ path })),
    ...OTHER_METHODS,
    ...listQuestions(content),
    ...statusQuestions(content),
    ...dashboardQuestions(content),
    ...movedQuestions(content),
    ...some(sizes.subjects).map((path) => ({ path })),
    ...some(sizes.chosen).flatMap((path) => chosen(path, CHOICES.slice(0, 5))),
    ...chosen('/portfolio', CHOICES.slice(0, 1)),
    ...dataFiles.map((path) => ({ path })),
    ...paths('services', services, sizes.subjects / 2).map((path) => ({ path: `${path}/data.csv` })),
  ];
}
