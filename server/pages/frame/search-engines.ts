/** What programs that look for pages are told: which pages there are, and what a figure is in their words. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import { serviceSubject, type Subject } from '../../store/subject.js';
import type { Reading } from '../../loaders/reading.js';
import { lastOf } from '../../../components/formatting/csv.js';
import { dashboardPath, figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { html } from '../../../components/view/html.js';
import { TYPES, type PageAnswer, type PageQuestion } from './answers.js';
import { titleOf, type AddressedFigure } from '../figure/addressed-figure.js';
import { licenceAddress, type Site } from './site.js';

/** A figure as a data set that search engines know. */
export function dataSetAbout(figure: AddressedFigure, site: Site): object {
  const { path, data } = figure;
  const url = site.base + path;
  const { publisher, series, freshness } = data;
  const licences = publisher!.licence.split('; ').map(licenceAddress);
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: titleOf(figure),
    description: `${data.metric!.description} ${series?.narrative ?? ''}`.trim(),
    url,
    license: licences.length === 1 ? licences[0] : licences,
    creator: { '@type': 'Organization', name: publisher!.name },
    ...(freshness?.lastReceivedAt && { dateModified: freshness.lastReceivedAt }),
    ...(series?.starts.length && { temporalCoverage: `${series.starts[0]}/${lastOf(series.ends.at(-1)!)}` }),
    distribution: ['csv', 'json'].map((format) => ({
      '@type': 'DataDownload',
      encodingFormat: format === 'csv' ? 'text/csv' : 'application/json',
      contentUrl: `${url}.${format}`,
    })),
  };
}

export const robots = ({ site }: PageQuestion): PageAnswer => ({
  status: 200,
  type: TYPES.text,
  body: `User-agent: *\nDisallow: ${site.path}/graphql\nDisallow: ${site.path}/services/compare\nDisallow: ${site.path}/embed/frame/\n\nSitemap: ${site.base}/sitemap.xml\n`,
});

/** A sitemap has at most this many addresses. */
const MOST_ADDRESSES = 50_000;

function pathsOf({ catalogue, snapshot }: Reading): string[] {
  const subjects: Subject[] = [
    catalogue.portfolio(),
    ...catalogue.organisations.map((organisation) => catalogue.organisationSubject(organisation)),
    ...catalogue.groups.map((group) => catalogue.groupSubject(group)),
    ...catalogue.services.map(serviceSubject),
  ];
  const figures = subjects.flatMap((subject) =>
    catalogue.metricsOf(subject).map((metric) => figurePath(subject, metric.key)),
  );
  const pages = ['/', '/services', '/organisations', '/dashboards', '/status', '/data/', '/embed'];
  const boards = storedDashboards(snapshot).all.map(({ slug }) => dashboardPath(slug!));
  return [...pages, ...boards, ...subjects.map(subjectPath), ...figures].slice(0, MOST_ADDRESSES);
}

export function sitemap({ site, reading }: PageQuestion): PageAnswer {
  const urls = pathsOf(reading).map((path) => html`<url><loc>${site.base}${path}</loc></url> `);
  const body = html`<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"> ${urls}</urlset> `;
  return { status: 200, type: TYPES.xml, body: body.toString() };
}
