/** Names, addresses and lines that the builder's pages share. */
import { typeOf } from '../../metrics/subject-kinds.js';
import { textIn } from '../../metrics/definitions.js';
import type { Catalogue } from '../../store/catalogue.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { kindOf, SUBJECT_TYPES } from '../../metrics/subject-kinds.js';
import type { DashboardState } from '../../entities/index.js';
import { placesOf } from '../../metrics/presentation-rules.js';
import { BY_SERVICE } from '../../metrics/presentation.js';
import { nameOf } from '../../wording/names.js';
import { dimensionLabel } from '../../wording/value-labels.js';
import { linkedParagraphs } from '../../../components/formatting/paragraphs.js';
import { formatInstant } from '../../../components/formatting/periods.js';
import type { HtmlPart } from '../../../components/view/html.js';
import type { Crumb } from '../frame/layout.js';
import type { UploadAnswer } from '../upload/answers.js';
import { uploadAnswer } from '../upload/words.js';
import type { BuildQuestion } from './answers.js';
import type { Draft, Words } from './draft.js';

export const BUILD = '/build';
export const NEW = `${BUILD}/new`;
export const METRICS = `${BUILD}/metrics`;
export const metricPath = (key: string): string => `${METRICS}/${encodeURIComponent(key)}`;
export const draftPath = (key: string): string => `${BUILD}/drafts/${encodeURIComponent(key)}`;
export const throwAwayPath = (key: string): string => `${draftPath(key)}/throw-away`;
export const editPath = (slug: string): string => `${BUILD}/dashboards/${encodeURIComponent(slug)}`;

/** Beside the form of what is edited, once it is stored. */
export const keptWords = (at: string): string => `Draft kept at ${formatInstant(at)}.`;

const BUILD_CRUMB: Crumb = { text: 'Build dashboards', path: BUILD };

interface Frame {
  title: string;
  main: HtmlPart;
  crumbs?: readonly Crumb[];
  status?: number;
}

/** A page of the builder: never listed, and with who has signed in. */
export const buildAnswer = (
  { site, session, path }: BuildQuestion,
  { crumbs = [], ...frame }: Frame,
): UploadAnswer =>
  uploadAnswer(site, {
    ...frame,
    session,
    description: 'Build a dashboard, look at it, publish it.',
    crumbs: path === BUILD ? [] : [BUILD_CRUMB, ...crumbs],
  });

/** As files write it: `service/carers-allowance`. */
export const writtenSubject = ({ kind, slug }: Subject): string =>
  kind === 'PORTFOLIO' ? typeOf(kind) : `${typeOf(kind)}/${slug}`;

/** The subject that is written so; undefined where there is none. */
export function subjectIn(catalogue: Catalogue, written: string | undefined): Subject | undefined {
  const [word, slug = ''] = (written ?? '').split('/', 2);
  const type = SUBJECT_TYPES.find((each) => each === word);
  return type && catalogue.subject(kindOf(type), slug);
}

const KINDS: Record<Subject['kind'], string> = {
  SERVICE: 'Service',
  GROUP: 'Service group',
  ORGANISATION: 'Organisation',
  PORTFOLIO: 'Everything',
};
export const kindWords = ({ kind }: Subject): string => KINDS[kind];

export const STATES: Record<DashboardState, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  published: 'Published',
  unpublished: 'Unpublished',
  deleted: 'Deleted',
};

export const metricName = (catalogue: Catalogue, key: string | undefined): string => {
  const metric = key === undefined ? undefined : catalogue.metric(key);
  return metric ? textIn(metric.texts.label, 'en') : (key ?? '');
};

export const labelOf = ({ texts }: MetricDefinition): string => textIn(texts.label, 'en');

export const splitName = (by: string): string => (by === BY_SERVICE ? 'Service' : dimensionLabel(by));

/** Where the targets and notes of a subject are, and the way back to a draft. */
export const notesPath = (subject: Subject, draft?: string): string =>
  `${BUILD}/subjects/${writtenSubject(subject)}${draft === undefined ? '' : `?draft=${encodeURIComponent(draft)}`}`;

const MOST_OF_TEXT = 50;

/** How a text begins. */
function beginning(text: string): string {
  const [pieces = []] = linkedParagraphs(text);
  const first = pieces.map((piece) => piece.text).join('');
  if (first.length <= MOST_OF_TEXT) return first === '' ? 'New text' : `“${first}”`;
  return `“${first.slice(0, MOST_OF_TEXT).replace(/\s+\S*$/, '')} …”`;
}

/** What a metric is called with its split: as dashboards of services title it, where they do. */
function splitMetricName(catalogue: Catalogue, key: string | undefined, by: string): string {
  const metric = key === undefined ? undefined : catalogue.metric(key);
  const title = metric && placesOf(metric, 'service').find((place) => place.by === by)?.title;
  return title ? textIn(title, 'en') : `${metricName(catalogue, key)} by ${splitName(by).toLowerCase()}`;
}

/** What a module is called: its title, or its metric with its split; a text is called as it begins. */
export function moduleName(catalogue: Catalogue, { title, metric, by, text }: Words): string {
  if (text !== undefined) return beginning(text);
  return title ?? (by ? splitMetricName(catalogue, metric, by) : metricName(catalogue, metric));
}

export const draftTitle = ({ words }: Draft): string => words.title ?? 'A dashboard without a title';

/** The name of a subject that is written so; what is none as it is written. */
export function subjectName(catalogue: Catalogue, written: string): string {
  const subject = subjectIn(catalogue, written);
  return subject ? nameOf(subject, 'en') : written;
}

/** What a draft is about, as far as that is known. */
export const aboutWords = (catalogue: Catalogue, { words }: Draft): string =>
  words.subject === undefined ? 'nothing yet' : subjectName(catalogue, words.subject);
