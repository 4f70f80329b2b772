/** What files of dashboards hold. */
import { BUILT_IN_METRICS } from '../../metrics/builtin/builtin.js';
import {
  CHOICES,
  factsOf,
  STORED_WORDS,
  type StoredWord,
  writtenChoice,
  type WrittenName,
  writtenName,
} from '../../modules/request-words.js';
import type { DocumentShape, Holds, KeyFacts, Shape } from './shape.js';

/** A page of more modules is not one that anybody reads. */
export const MAX_MODULES = 100;
const MAX_SECTIONS = 50;
const MAX_TITLE = 200;
const MAX_TEXT = 2000;

function holdsOf(name: StoredWord): Holds {
  const { kind, most } = factsOf(name);
  const choices = CHOICES[kind];
  if (choices) return { holds: 'choice', of: choices.map(writtenChoice) };
  switch (kind) {
    case 'count':
      return { holds: 'number', least: 1, isWhole: true, most };
    case 'flag':
    case 'start':
    case 'day':
      return { holds: kind };
    case 'text':
      return { holds: 'word' };
    default:
      return { holds: 'slug' };
  }
}

/** What belongs to a figure. */
const OF_METRIC = { beside: 'metric' } as const;

const WORDS = Object.fromEntries(
  STORED_WORDS.map((name) => [
    writtenName(name),
    { ...holdsOf(name), about: factsOf(name).stored!, ...(name !== 'size' && OF_METRIC) },
  ]),
) as Record<WrittenName<StoredWord>, KeyFacts>;

const own = {
  slug: {
    holds: 'slug',
    about: 'Its name in addresses, of its own within the dashboard: `take-up`.',
    isNeeded: true,
  },
  title: {
    holds: 'text',
    most: MAX_TITLE,
    about: 'Its title; the label of the metric if absent.',
    ...OF_METRIC,
  },
  description: { holds: 'text', about: 'What readers should know to read it.', ...OF_METRIC },
  text: {
    holds: 'text',
    most: MAX_TEXT,
    hasLinks: true,
    about:
      'In the place of a metric: a text between figures. Each line is a paragraph; a link is `[words](https://…)`.',
    isNeeded: true,
  },
  metric: {
    holds: 'slug',
    known: BUILT_IN_METRICS.map(({ key }) => key),
    about: 'The key of a metric, or of a measure, whose total is then shown.',
    isNeeded: true,
  },
  subject: {
    holds: 'subject',
    about: 'What it is about, if that is not what the dashboard is about.',
    ...OF_METRIC,
  },
} as const satisfies Record<string, KeyFacts>;

export const MODULE: Shape<keyof typeof own | keyof typeof WORDS> = {
  what: 'a module',
  keys: { ...own, ...WORDS },
  either: ['metric', 'text'],
};

export const SECTION = {
  what: 'a section',
  keys: {
    title: { holds: 'text', most: MAX_TITLE, about: 'The heading above its modules.', isNeeded: true },
    modules: { holds: 'list', of: MODULE, about: 'In the order in which they stand.', isNeeded: true },
  },
} as const satisfies Shape;

export const DASHBOARD = {
  what: 'a dashboard',
  keys: {
    slug: {
      holds: 'slug',
      about: 'Its address: `/dashboards/<slug>`. The one that has it is changed, if there is one.',
      isNeeded: true,
    },
    title: { holds: 'text', most: MAX_TITLE, about: 'Its title.', isNeeded: true },
    description: { holds: 'text', about: 'What it is for, in a sentence or two.' },
    subject: { holds: 'subject', about: 'What it is about.', isNeeded: true },
    owner: { holds: 'slug', about: 'The slug of the organisation that answers for it.' },
    'is-own-page': { holds: 'flag', about: 'Whether it is shown at the address of its subject, too.' },
    sections: {
      holds: 'list',
      of: SECTION,
      most: MAX_SECTIONS,
      about: 'In the order in which they stand.',
      isNeeded: true,
    },
  },
} as const satisfies Shape;

export const DASHBOARDS = {
  key: 'dashboards',
  of: DASHBOARD,
  title: 'Dashboards',
  about: 'What `perfplat import --dashboards` reads: a list of dashboards, as YAML or JSON.',
} as const satisfies DocumentShape;
