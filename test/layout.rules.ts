/**
 * Who may import whom: the arrows of "Rooms" in docs/architecture.md as data, and the function that reads them.
 *
 * A **unit** is a folder of `server` or `components`, or a file that lies directly in one of them. A unit may
 * always import itself. `import type` is an import like any other.
 */
export type Arrows = Readonly<Record<string, readonly string[]>>;

/** These import nothing of ours; all of the server may import them. */
const EVERYWHERE = ['server/config', 'server/errors', 'server/log'];

const PAGE_PARTS = ['components/view', 'components/charts', 'components/formatting'];

/** From a stored row to the answer of a question: each may import those before it. */
const READING = [
  'server/metrics',
  'server/entities',
  'server/db',
  'server/store',
  'server/engine',
  'server/modules',
];

/** From a delivered row to a stored one. */
const WRITING = ['server/submissions', 'server/ingest', 'server/authoring', 'server/writer'];

const BELOW_HTTP = [
  ...READING,
  ...WRITING,
  'server/access',
  'server/wording',
  'server/drawing',
  'server/loaders',
  'server/graphql',
  'server/resolvers',
  'server/export',
  'server/pages',
  'server/pages/upload',
  'server/pages/build',
  'server/demo',
  'server/context',
  ...PAGE_PARTS,
];

/** What answers whoever has signed in: it may also ask who that is, and have something written. */
const SIGNED_IN = [
  'server/access',
  'server/authoring',
  'server/ingest',
  'server/submissions',
  'server/entities',
  'server/modules',
];

const SERVER: Arrows = {
  'server/config': [],
  'server/errors': [],
  'server/log': [],
  'server/metrics': [],
  'server/entities': ['server/metrics'],
  'server/db': ['server/entities', 'server/metrics'],
  'server/store': ['server/db', 'server/entities', 'server/metrics'],
  'server/engine': ['server/store', 'server/db', 'server/entities', 'server/metrics'],
  'server/modules': ['server/engine', 'server/store', 'server/entities', 'server/metrics'],
  'server/wording': [...READING.filter((room) => room !== 'server/db'), 'components/formatting'],
  // A module as markup and as nodes: for pages, files and the API.
  'server/drawing': PAGE_PARTS,
  'server/loaders': ['server/modules', 'server/engine', 'server/store', 'server/metrics'],
  'server/access': ['server/db', 'server/entities'],
  'server/context': ['server/loaders', 'server/store'],
  'server/submissions': ['server/db', 'server/entities', 'server/metrics'],
  'server/ingest': [
    'server/submissions',
    'server/entities',
    'server/modules',
    'server/engine',
    'server/metrics',
    'server/access',
  ],
  'server/authoring': [
    'server/ingest',
    'server/submissions',
    'server/modules',
    'server/access',
    'server/db',
    'server/entities',
    'server/metrics',
  ],
  'server/graphql': ['server/modules', 'server/metrics'],
  'server/writer': ['server/authoring', 'server/ingest', 'server/submissions', 'server/access', 'server/db'],
  'server/resolvers': [
    'server/context',
    'server/graphql',
    'server/loaders',
    'server/wording',
    'server/modules',
    'server/engine',
    'server/store',
    'server/metrics',
    'server/drawing',
    'server/resolvers/mutations',
    'server/access',
    'components/view',
    'components/formatting',
  ],
  'server/resolvers/mutations': [
    'server/resolvers',
    'server/graphql',
    'server/store',
    'server/metrics',
    ...SIGNED_IN,
  ],
  'server/export': [
    'server/entities',
    'server/ingest',
    'server/loaders',
    'server/modules',
    'server/engine',
    'server/store',
    'server/metrics',
  ],
  'server/pages': [
    'server/context',
    'server/drawing',
    'server/export',
    'server/loaders',
    'server/wording',
    'server/modules',
    'server/engine',
    'server/store',
    'server/metrics',
    ...PAGE_PARTS,
    'components/loader',
  ],
  'server/pages/upload': [
    'server/pages',
    'server/export',
    'server/drawing',
    'server/loaders',
    'server/wording',
    'server/engine',
    'server/store',
    'server/metrics',
    ...SIGNED_IN,
    ...PAGE_PARTS,
  ],
  'server/pages/build': [
    'server/pages',
    'server/pages/upload',
    'server/drawing',
    'server/loaders',
    'server/wording',
    'server/engine',
    'server/store',
    'server/metrics',
    ...SIGNED_IN,
    ...PAGE_PARTS,
  ],
  'server/demo': ['server/ingest', 'server/submissions', 'server/store', 'server/metrics'],
  'server/http': BELOW_HTTP,
  'server/processes': ['server/http', 'server/writer', 'server/db'],
  'server/cli': [...BELOW_HTTP, 'server/processes', 'server/main'],
  'server/app': [...BELOW_HTTP, 'server/http'],
  // The elements' documents are registered at start.
  'server/main': [...BELOW_HTTP, 'server/http', 'server/processes', 'server/app', 'components/client'],
};

const COMPONENTS: Arrows = {
  'components/formatting': [],
  'components/styles': ['components/charts', 'components/formatting'],
  'components/client': [],
  'components/charts': ['components/formatting'],
  'components/view': ['components/formatting'],
  'components/events': ['components/formatting', 'components/view'],
  'components/controllers': [
    'components/client',
    'components/charts',
    'components/view',
    'components/formatting',
    'components/events',
  ],
  'components/elements': [
    'components/controllers',
    'components/client',
    'components/charts',
    'components/view',
    'components/formatting',
    'components/styles',
    'components/events',
  ],
  // Types only.
  'components/frameworks': ['components/elements', 'components/events'],
  'components/loader': [
    'components/client',
    'components/controllers',
    'components/charts',
    'components/styles',
    'components/view',
    'components/formatting',
  ],
  'components/embed': ['components/loader', 'components/controllers', 'components/index'],
  'components/index': [
    'components/elements',
    'components/controllers',
    'components/client',
    'components/charts',
    'components/view',
    'components/formatting',
    'components/styles',
    'components/events',
  ],
};

export const ARROWS: Arrows = { ...SERVER, ...COMPONENTS };

export const LINE_LIMIT = 300;

/** A folder with more files than these is no room that a newcomer finds anything in. */
export const FILES_LIMIT = 25;

/** Folders within a unit that are units of their own. */
const INNER = ['server/resolvers/mutations', 'server/pages/upload', 'server/pages/build'];

/** `server/db/migrations/1760000000000-initial.ts` → `server/db`; `server/log.ts` → `server/log`. */
export function unitOf(file: string): string {
  const inner = INNER.find((unit) => file.startsWith(`${unit}/`));
  if (inner !== undefined) return inner;
  const [root, second = ''] = file.split('/');
  return `${root}/${second.replace(/\.ts$/, '')}`;
}

/** Why `from` may not import `to`, or null if it may. Both are paths from the root of the project. */
export function forbidden(from: string, to: string, arrows: Arrows = ARROWS): string | null {
  const [source, target] = [unitOf(from), unitOf(to)];
  if (source === target) return null;
  if (source.startsWith('components/') && target.startsWith('server/'))
    return 'components never imports server';
  if (source.startsWith('server/') && EVERYWHERE.includes(target) && !EVERYWHERE.includes(source))
    return null;
  const allowed = arrows[source];
  if (!allowed) return `${source} is not a part of the layout`;
  if (allowed.includes(target)) return null;
  return `${source} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing of ours'}`;
}
