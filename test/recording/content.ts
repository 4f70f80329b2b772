/** What a database holds, as its server says: addresses and questions are made from it. */
import type { Asker } from './questions.js';

export interface FigureAddress {
  /** `/services/x/transactions` */
  path: string;
  kind: 'services' | 'organisations' | 'groups' | 'portfolio';
  /** Empty for the portfolio. */
  slug: string;
  metric: string;
}

export interface MetricFacts {
  key: string;
  /** As GraphQL writes them: ROLLING_YEAR. */
  periods: string[];
}

export interface Content {
  /** Slugs. */
  services: string[];
  organisations: string[];
  groups: string[];
  /** Every figure that there is data of. */
  figures: FigureAddress[];
  /** Those that there is data of. */
  metrics: MetricFacts[];
  dashboards: { slug: string; modules: string[] }[];
  /** Addresses of the bulk files. */
  dataFiles: string[];
}

/** ROLLING_YEAR → `rolling-year`. */
export const wordOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/** What GraphQL calls the subject of a figure. */
export const subjectOf = ({ kind, slug }: FigureAddress): Record<string, string | true> =>
  kind === 'portfolio' ? { portfolio: true } : { [kind.slice(0, -1)]: slug };

const FIGURE = /^\/(?:(services|organisations|groups)\/([^/]+)|portfolio)(?:\/([^/]+))?$/;

interface Listed {
  metrics: MetricFacts[];
  dashboards: { edges: { node: { slug: string; sections: { modules: { slug: string }[] }[] } }[] };
}

/** @param publicUrl with which the addresses of the site map begin */
export async function contentOf(asker: Asker, publicUrl: string): Promise<Content> {
  const [map, data, listed] = await Promise.all([
    asker.text('/sitemap.xml'),
    asker.text('/data/'),
    asker.graphql<Listed>(
      '{ metrics { key periods } dashboards(first: 1000) { edges { node { slug sections { modules { slug } } } } } }',
    ),
  ]);
  const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) =>
    address.slice(publicUrl.length),
  );
  const found = paths.flatMap((path) => {
    const match = FIGURE.exec(path);
    if (!match) return [];
    const [, kind = 'portfolio', slug = '', metric] = match;
    return [{ path, kind: kind as FigureAddress['kind'], slug, metric }];
  });
  const slugsOf = (kind: string): string[] =>
    found.filter((one) => one.kind === kind && one.metric === undefined).map(({ slug }) => slug);
  const figures = found.filter((one): one is FigureAddress => one.metric !== undefined);
  const keys = new Set(figures.map(({ metric }) => metric));
  return {
    services: slugsOf('services'),
    organisations: slugsOf('organisations'),
    groups: slugsOf('groups'),
    figures,
    metrics: listed.metrics.filter(({ key }) => keys.has(key)),
    dashboards: listed.dashboards.edges.map(({ node: { slug, sections } }) => ({
      slug,
      modules: sections.flatMap(({ modules }) => modules.map((module) => module.slug)),
    })),
    dataFiles: [...new Set([...data.matchAll(/\/data\/[a-z0-9-]+\.csv\.gz/g)].map(([path]) => path))],
  };
}

export interface Splits {
  /** Starts of the windows of its series. */
  starts: string[];
  /** What it can be split by. */
  dimensions: string[];
}

/** A split that there is not is answered with those that there are. */
const NO_DIMENSION = 'no-such-part';

export async function splitsOf(asker: Asker, { path, kind }: FigureAddress): Promise<Splits> {
  const json = JSON.parse(await asker.text(`${path}.json`)) as { series: { starts: string[] } | null };
  const { body } = await asker.answer({ path: `${path}.json?by=${NO_DIMENSION}` });
  const { error } = JSON.parse(body) as { error: { message: string } | null };
  const named = /split by (.+)$/.exec(error?.message ?? '')?.[1] ?? '';
  const dimensions = named.split(/, | and | or /).filter((word) => /^[a-z][a-z-]*$/.test(word));
  const all = kind === 'services' ? dimensions : [...dimensions, 'service'];
  return { starts: json.series?.starts ?? [], dimensions: [...new Set(all)] };
}
