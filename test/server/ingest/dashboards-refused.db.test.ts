/** Dashboards that are refused: every mistake at its line and column, and nothing stored. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { everything, FULL, importing, type Importing } from './importing.js';

/** A dashboard of one module, from the module's lines. */
const withModule = (...lines: string[]): string =>
  [
    '- slug: d',
    '  title: D',
    '  subject: organisation/moj',
    '  sections:',
    '    - title: S',
    '      modules:',
    ...lines.map((line, i) => (i === 0 ? `        - ${line}` : `          ${line}`)),
    '',
  ].join('\n');

const modules = (count: number): string =>
  withModule('slug: first', 'metric: visits') +
  Array.from({ length: count - 1 }, (_, i) => `        - { slug: m${i}, metric: visits }\n`).join('');

const begins = (text: string): string =>
  expect.stringMatching(new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)) as unknown as string;

describeOnEachDatabase('dashboards that are refused', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(FULL);
  });
  afterAll(() => store.close());

  test.each<[string, string, string[]]>([
    ['nothing', '# only a comment\n', ['dashboards.yaml:1: is empty: write a list of dashboards']],
    [
      'one that is not in a list',
      'slug: d\ntitle: D\n',
      ['dashboards.yaml:1:1: this must be a list of dashboards: begin each with "- slug: …"'],
    ],
    [
      'a list of words',
      '- d\n-\n',
      [
        'dashboards.yaml:1:3: a dashboard must be a mapping (key: value), not a text',
        begins('dashboards.yaml:2:2: a dashboard must be a mapping (key: value), not nothing'),
      ],
    ],
    [
      'keys that are missing',
      '- slug: d\n',
      [
        'dashboards.yaml:1:3: title: a dashboard needs it',
        'dashboards.yaml:1:3: subject: a dashboard needs it',
        'dashboards.yaml:1:3: sections: a dashboard needs it',
      ],
    ],
    [
      'keys and words that are not known',
      withModule(
        'slug: Take Up',
        'metrc: digital-take-up',
        'metric: digital-takeup',
        'period: months',
        'compare-to: last-year',
        'chart: pie',
        'view: pictures',
      ),
      [
        begins('dashboards.yaml:7:17: sections[0].modules[0].slug: "Take Up" is no slug'),
        'dashboards.yaml:8:11: sections[0].modules[0].metrc: "metrc" is no key of a module; did you mean "metric"?',
        'dashboards.yaml:9:19: sections[0].modules[0].metric: "digital-takeup" is not known; did you mean "digital-take-up"?',
        begins('dashboards.yaml:10:19: sections[0].modules[0].period: "months" is not one of minute'),
        begins('dashboards.yaml:11:23: sections[0].modules[0].compare-to: "last-year" is not one of'),
        begins('dashboards.yaml:12:18: sections[0].modules[0].chart: "pie" is not one of'),
        begins('dashboards.yaml:13:17: sections[0].modules[0].view: "pictures" is not one of'),
      ],
    ],
    [
      'texts that a comment cuts off',
      '- slug: d\n  title: Fees # charges\n  description: { en: Costs, # of all\n    cy: Costau }\n  subject: portfolio\n  sections:\n' +
        '    - title: #1\n      modules:\n        - slug: m # a remark\n          metric: visits # another\n          title: { en: No. # 1\n            , cy: "Rhif # 1" }\n',
      [
        'dashboards.yaml:2:15: title: # begins a comment, and the text ends before it: put the whole text in double quotes, or the comment on a line of its own',
        'dashboards.yaml:7:14: title: # begins a comment, and the text ends before it: put the whole text in double quotes, or the comment on a line of its own',
        'dashboards.yaml:11:28: en: # begins a comment, and the text ends before it: put the whole text in double quotes, or the comment on a line of its own',
      ],
    ],
    [
      'words of a module',
      withModule(
        'slug: m',
        'metric: visits',
        'period: months',
        'compare-to: previous-yaer',
        'chart: pie',
        'view: tabel',
        'size: twothirds',
      ),
      [
        begins(
          'dashboards.yaml:9:19: sections[0].modules[0].period: "months" is not one of minute, hour, day',
        ),
        'dashboards.yaml:10:23: sections[0].modules[0].compare-to: "previous-yaer" is not one of previous-period or previous-year; did you mean "previous-year"?',
        'dashboards.yaml:11:18: sections[0].modules[0].chart: "pie" is not one of line, stacked, share, bar, funnel, multiples or uptime',
        'dashboards.yaml:12:17: sections[0].modules[0].view: "tabel" is not one of chart, table or figure; did you mean "table"?',
        'dashboards.yaml:13:17: sections[0].modules[0].size: "twothirds" is not one of full, two-thirds, half or third; did you mean "two-thirds"?',
      ],
    ],
    [
      'a text with a figure’s words, and with a link that is none',
      withModule('slug: m', 'text: { en: "[x](https:// y)", cy: "[x](javascript:y)" }', 'chart: bar'),
      [
        'dashboards.yaml:8:23: sections[0].modules[0].text.en: "https:// y" is no address that begins with https:// or http://: a link is [words](https://…)',
        'dashboards.yaml:8:46: sections[0].modules[0].text.cy: "javascript:y" is no address that begins with https:// or http://: a link is [words](https://…)',
        'dashboards.yaml:9:18: sections[0].modules[0].chart: belongs to a figure: beside text there is size alone',
      ],
    ],
    [
      'numbers',
      withModule('slug: m', 'metric: visits', 'by: device', 'last: 0', 'top: 2.5'),
      [
        'dashboards.yaml:10:17: sections[0].modules[0].last: 0 is less than 1',
        'dashboards.yaml:11:16: sections[0].modules[0].top: 2.5 is not a whole number',
      ],
    ],
    [
      'a period that the metric does not have',
      withModule('slug: m', 'metric: visits', 'period: minute'),
      [
        begins(
          'dashboards.yaml:9:19: sections[0].modules[0].period: visits has no figures of minute: it has ',
        ),
      ],
    ],
    [
      'a range that does not fit its period',
      withModule('slug: m', 'metric: visits', 'period: week', 'from: 2014-01-01', 'to: 2014-01-06'),
      [
        'dashboards.yaml:10:17: sections[0].modules[0].from: "2014-01-01" is no start of week: it must be a Monday, written like 2013-09-30',
      ],
    ],
    [
      'a range that ends before it begins',
      withModule('slug: m', 'metric: visits', 'period: month', 'from: 2014-02-01', 'to: 2014-02-01'),
      [
        'dashboards.yaml:11:15: sections[0].modules[0].to: 2014-02-01 is not after from, 2014-02-01: it is the first window that is left out',
      ],
    ],
    [
      'a range without its period',
      withModule('slug: m', 'metric: visits', 'from: 2014-02-01'),
      ['dashboards.yaml:9:17: sections[0].modules[0].from: needs period beside it'],
    ],
    [
      'splits that there are not',
      withModule('slug: m', 'metric: transactions', 'by: chanel') +
        '        - { slug: n, metric: cost-per-transaction, by: channel }\n' +
        '        - { slug: o, metric: visits, subject: service/lpa, by: service }\n' +
        '        - { slug: p, metric: visits, top: 3 }\n' +
        '        - { slug: q, metric: journey, by: stage, top: 3, chart: share }\n' +
        '        - { slug: r, metric: visits, chart: multiples }\n',
      [
        'dashboards.yaml:9:15: sections[0].modules[0].by: transactions has no dimension "chanel"; did you mean "channel"?',
        begins(
          'dashboards.yaml:10:56: sections[0].modules[1].by: cost-per-transaction has no dimension "channel": it can',
        ),
        'dashboards.yaml:11:64: sections[0].modules[2].by: one service cannot be split by service',
        'dashboards.yaml:12:43: sections[0].modules[3].top: needs a split: name a dimension in by',
        'dashboards.yaml:13:55: sections[0].modules[4].top: the same people are at several of the values of stage, so the rest cannot be added up: leave top out',
        'dashboards.yaml:13:65: sections[0].modules[4].chart: the values of stage do not add up to a whole, so they can be neither stacked nor shares of it: choose line, bar or multiples',
        'dashboards.yaml:14:45: sections[0].modules[5].chart: multiples need a split: name a dimension in by',
      ],
    ],
    [
      'subjects and an owner that there are not',
      '- slug: d\n  title: D\n  subject: service/lpaa\n  owner: mojj\n  sections:\n    - title: S\n      modules:\n' +
        '        - { slug: a, metric: visits, subject: team/x }\n' +
        '        - { slug: b, metric: visits, subject: servce/lpa }\n' +
        '        - { slug: c, metric: visits, subject: portfolio/x }\n',
      [
        'dashboards.yaml:3:12: subject: there is no service "lpaa"; did you mean "lpa"?',
        'dashboards.yaml:4:10: owner: there is no organisation "mojj"; did you mean "moj"?',
        begins(
          'dashboards.yaml:8:47: sections[0].modules[0].subject: "team/x" is no subject, written service/SLUG',
        ),
        expect.stringMatching(/^dashboards\.yaml:9:47: .*did you mean "service"\?$/) as unknown as string,
        begins('dashboards.yaml:10:47: sections[0].modules[2].subject: "portfolio/x" is no subject'),
      ],
    ],
    [
      'what stands there twice',
      withModule('slug: m', 'metric: visits', 'metric: visits') +
        '        - { slug: m, metric: visits }\n' +
        withModule('slug: m', 'metric: visits'),
      [
        'dashboards.yaml:9:11: metric stands in line 8 already: write it only once',
        'dashboards.yaml:10:19: sections[0].modules[1].slug: m stands in line 7 already: each module of a dashboard has a slug of its own',
        'dashboards.yaml:11:9: slug: d stands in line 1 already: send each dashboard only once',
      ],
    ],
    [
      'texts',
      '- slug: d\n  title: { cy: Teitl, fr: Titre }\n  description: [a]\n  subject: portfolio\n  sections:\n' +
        `    - title: ${'x'.repeat(201)}\n      modules: []\n    - title: "\\u202Eevil"\n`,
      [
        'dashboards.yaml:2:10: title.en: the languages of title needs it',
        begins('dashboards.yaml:2:23: title.fr: "fr" is no key of the languages of title'),
        'dashboards.yaml:3:16: description: must be a text, not a list',
        'dashboards.yaml:6:14: sections[0].title: has 201 characters; at most 200 are taken',
        'dashboards.yaml:7:16: sections[0].modules: a section needs at least one of them',
        'dashboards.yaml:8:7: sections[1].modules: a section needs it',
        begins('dashboards.yaml:8:14: sections[1].title: holds U+202E'),
      ],
    ],
    [
      'two pages of one subject, and a mark that is none',
      withModule('slug: m', 'metric: visits').replace('  sections', '  is-own-page: true\n  sections') +
        withModule('slug: m', 'metric: visits')
          .replace('slug: d', 'slug: e')
          .replace('  sections', '  is-own-page: true\n  sections') +
        withModule('slug: m', 'metric: visits')
          .replace('slug: d', 'slug: f')
          .replace('organisation/moj', 'organisation/hmcts')
          .replace('  sections', '  is-own-page: perhaps\n  sections'),
      [
        'dashboards.yaml:13:16: is-own-page: d is the page of organisation/moj already, in line 4: take the mark from one of them',
        'dashboards.yaml:22:16: is-own-page: "perhaps" is neither true nor false',
      ],
    ],
    [
      'too many modules',
      modules(101),
      ['dashboards.yaml:5:5: sections: there are 101 modules; a dashboard has at most 100: make two of it'],
    ],
  ])('%s', async (_name, dashboards, messages) => {
    const before = await everything(store.dataSource);
    expect(await store.refuse({ dashboards })).toEqual(messages);
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('a second page of a subject beside the one that is stored, unless that is sent as well', async () => {
    const marked = (slug: string, subject: string): string =>
      withModule('slug: m', 'metric: visits')
        .replace('slug: d', `slug: ${slug}`)
        .replace('organisation/moj', subject)
        .replace('  sections', '  is-own-page: true\n  sections');
    await store.accept({
      dashboards:
        marked('stored', 'organisation/moj') + marked('whole', 'portfolio') + marked('wills', 'service/lpa'),
    });
    const before = await everything(store.dataSource);
    const refused = (subject: string, slug: string): string =>
      `dashboards.yaml:4:16: is-own-page: the dashboard ${slug} is the page of ${subject} already: send it beside this one without is-own-page, or take the mark away here`;
    for (const [subject, slug] of [
      ['organisation/moj', 'stored'],
      ['portfolio', 'whole'],
      ['service/lpa', 'wills'],
    ] as const) {
      expect(await store.refuse({ dashboards: marked('another', subject) })).toEqual([
        refused(subject, slug),
      ]);
    }
    expect(await everything(store.dataSource)).toEqual(before);
    // Of another subject it is no second one.
    await store.accept({ dashboards: marked('another', 'organisation/hmcts') });
    await store.accept({
      dashboards: marked('another', 'organisation/hmcts') + marked('stored', 'group/justice'),
    });
    await store.accept({ dashboards: marked('third', 'organisation/moj') });
  });

  test('a mistake elsewhere stores no dashboard, and one in a dashboard nothing else', async () => {
    const before = await everything(store.dataSource);
    const dashboards = withModule('slug: m', 'metric: visits');
    const targets = 'subject_type,subject,metric,value\nservice,nobody,visits,1\n';
    await store.refuse({ dashboards, targets });
    const nothing = withModule('slug: m', 'metric: nothing');
    await store.refuse({ dashboards: nothing, organisations: 'slug,name,kind\nnew,New,agency\n' });
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('a dashboard may be about what comes in the same import', async () => {
    const dashboards = withModule('slug: m', 'metric: visits').replace('organisation/moj', 'group/nobody');
    expect(await store.refuse({ dashboards })).toEqual([
      begins('dashboards.yaml:3:12: subject: there is no group'),
    ]);
    const receipt = await store.accept({ dashboards, groups: 'slug,name,services\nnobody,Nobody,lpa\n' });
    expect(receipt.kinds).toMatchObject([
      { kind: 'groups', inserted: 1 },
      { kind: 'dashboards', inserted: 1 },
    ]);
  });

  test('as many modules as a dashboard may have are accepted', async () => {
    const receipt = await store.accept({ dashboards: modules(100) });
    expect(receipt.total.received).toBe(1);
  });
});
