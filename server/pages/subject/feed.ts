/** `/…/<subject>/feed.atom`: what was delivered last of each data set of a subject (RFC 4287). */
import { textIn } from '../../metrics/definitions.js';
import type { DataSetFreshness } from '../../engine/freshness.js';
import { serviceSubject, type Subject } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { TYPES, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { SITE_NAME } from '../frame/site.js';

/** The newest deliveries that a feed has. */
const MOST = 100;

export const feedPath = (subject: Subject): string => `${subjectPath(subject)}/feed.atom`;

export const feedTitle = (subject: Subject): string =>
  subject.kind === 'PORTFOLIO' ? 'Updates of all services' : `Updates of ${nameOf(subject, 'en')}`;

interface Update extends DataSetFreshness {
  submission: number;
  receivedAt: string;
}

/** XML has no place for control characters, however they are written. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, '');

function entry(
  { service, dataSet, freshness, submission, receivedAt }: Update,
  { site, reading }: PageQuestion,
): Markup {
  const measure = reading.catalogue.measure(dataSet.measure);
  const label = measure ? textIn(measure.texts.label, 'en') : dataSet.measure;
  const url = site.base + figurePath(serviceSubject(service), dataSet.measure);
  const { latestPeriod } = freshness;
  const summary = latestPeriod
    ? `${label} of ${textIn(service.texts.name, 'en')}: the newest are of ${formatPeriod(latestPeriod)}.`
    : `${label} of ${textIn(service.texts.name, 'en')}: there are no numbers at present.`;
  return html`<entry>
    <id>${url}#delivery-${submission}</id>
    <title>${plain(`${textIn(service.texts.name, 'en')}: ${label}`)}</title>
    <updated>${receivedAt}</updated>
    <link rel="alternate" type="text/html" href="${url}" />
    <summary>${plain(summary)}</summary>
  </entry> `;
}

export async function feed(subject: Subject, question: PageQuestion): Promise<PageAnswer> {
  const { site, reading } = question;
  const { snapshot } = reading;
  const states = await reading.dataSetStates(subject.services);
  const updates = states.flatMap((state): Update[] => {
    const changed = snapshot.changedBy.get(state.dataSet.id);
    return changed ? [{ ...state, ...changed }] : [];
  });
  updates.sort((a, b) => b.submission - a.submission || a.dataSet.id - b.dataSet.id);
  const self = site.base + feedPath(subject);
  const body = html`<?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <id>${self}</id>
      <title>${plain(feedTitle(subject))}</title>
      <updated>${updates[0]?.receivedAt ?? '1970-01-01T00:00:00.000Z'}</updated>
      <author><name>${SITE_NAME}</name></author>
      <link rel="self" type="application/atom+xml" href="${self}" />
      <link rel="alternate" type="text/html" href="${site.base + subjectPath(subject)}" />
      ${updates.slice(0, MOST).map((update) => entry(update, question))}</feed
    > `;
  return { status: 200, type: TYPES.atom, body: body.toString() };
}
