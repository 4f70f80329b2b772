/** Every page by its address. */
import { storedDashboards } from '../modules/stored-dashboards.js';
import type { DashboardFacts } from '../modules/dashboard.js';
import { moduleOf } from '../modules/subject-dashboard.js';
import { kindOf, SUBJECT_TYPES, typeOf } from '../metrics/subject-kinds.js';
import type { Subject, SubjectKind } from '../store/subject.js';
import { ArgumentError } from '../errors.js';
import { dashboardPath, FOLDERS, modulePath, subjectPath } from '../../components/formatting/paths.js';
import { redirect, withQuery, type PageAnswer, type PageQuestion, type PageRoute } from './frame/answers.js';
import { dataPage } from './data/data-page.js';
import { figureFile, fileNotFound, fileProblem, FORMATS, type Format } from './figure/figure-files.js';
import { dashboardPage } from './dashboard/dashboard-page.js';
import { dashboardsPage } from './dashboard/dashboards-page.js';
import { DASHBOARDS_PARAMETERS } from './dashboard/dashboards-query.js';
import { figurePage, modulePage } from './figure/figure-page.js';
import { FIGURE_PARAMETERS, parseFigureQuery } from './figure/figure-query.js';
import { FIGURE_PAGE_PARAMETERS } from './figure/figure-form.js';
import { readFigure } from './figure/addressed-figure.js';
import { homePage } from './subject/home-page.js';
import { organisationsPage } from './subject/organisations-page.js';
import {
  badParameter,
  dashboardGone,
  dashboardNotFound,
  metricNotFound,
  moduleNotFound,
  subjectNotFound,
} from './frame/problem-pages.js';
import { moduleFileRoutes } from './dashboard/module-files.js';
import { embedRoutes } from './embed/routes.js';
import { CHOICE_PARAMETERS } from './dashboard/range-choice.js';
import { robots, sitemap } from './frame/search-engines.js';
import { comparePage } from './services/compare-page.js';
import { servicesCsv } from './services/services-csv.js';
import { servicesPage } from './services/services-page.js';
import { SERVICES_PARAMETERS } from './services/services-query.js';
import { statusPage } from './status/status-page.js';
import { STATUS_PARAMETERS } from './status/status-query.js';
import { feed } from './subject/feed.js';
import { subjectPage } from './subject/subject-page.js';

type Answer = PageRoute['answer'];

/** A part of the address that is wrong becomes a page that names it. */
const namingParameters =
  (answer: Answer): Answer =>
  async (question) => {
    try {
      return await answer(question);
    } catch (error) {
      if (!(error instanceof ArgumentError)) throw error;
      return badParameter(question.site, error, question.path);
    }
  };

interface SubjectAddress {
  kind: SubjectKind;
  /** What follows the subject. */
  rest: string;
  /** The answer where there is no such subject. */
  missing(): PageAnswer;
}

/** Finds the subject of an address; one with an old slug or with capitals is sent to the new address, `rest` and query kept. */
function withSubject(
  question: PageQuestion,
  { kind, rest, missing }: SubjectAddress,
  answer: (subject: Subject) => Promise<PageAnswer> | PageAnswer,
): Promise<PageAnswer> | PageAnswer {
  const slug = question.names.slug ?? '';
  const { catalogue } = question.reading;
  const subject = catalogue.subject(kind, slug) ?? catalogue.subject(kind, slug.toLowerCase());
  if (!subject) return missing();
  if (kind !== 'PORTFOLIO' && subject.slug !== slug) {
    return redirect(withQuery(subjectPath(subject) + rest, question.query), 301);
  }
  return answer(subject);
}

const subjectAnswer =
  (kind: SubjectKind): Answer =>
  (question) => {
    const { site, reading, names } = question;
    const missing = (): PageAnswer => subjectNotFound(site, kind, names.slug, reading);
    return withSubject(question, { kind, rest: '', missing }, (subject) => subjectPage(subject, question));
  };

const feedAnswer =
  (kind: SubjectKind): Answer =>
  (question) => {
    const { site, reading, names } = question;
    const missing = (): PageAnswer => subjectNotFound(site, kind, names.slug, reading);
    return withSubject(question, { kind, rest: '/feed.atom', missing }, (subject) => feed(subject, question));
  };

const figureAnswer =
  (kind: SubjectKind): Answer =>
  (question) => {
    const { site, reading, names } = question;
    const rest = `/${encodeURIComponent(names.metric)}`;
    const missing = (): PageAnswer => subjectNotFound(site, kind, names.slug, reading);
    return withSubject(question, { kind, rest, missing }, (subject) => {
      const metric = reading.catalogue.metric(names.metric);
      return metric
        ? figurePage(subject, metric, question)
        : metricNotFound(site, subject, names.metric, reading);
    });
  };

const fileAnswer =
  (kind: SubjectKind, format: Format): Answer =>
  async (question) => {
    const { reading, names, query } = question;
    const read = async (subject: Subject): Promise<PageAnswer> => {
      const metric = reading.catalogue.metric(names.metric);
      if (!metric) return fileNotFound('metric', `there is no metric "${names.metric}"`, format);
      try {
        const range = parseFigureQuery(query);
        return figureFile(await readFigure(subject, metric, range, question), format, range);
      } catch (error) {
        if (!(error instanceof ArgumentError)) throw error;
        const { code, argument, message } = error;
        return fileProblem({ code, argument, message }, format, 400);
      }
    };
    const word = typeOf(kind);
    const rest = `/${encodeURIComponent(names.metric)}.${format}`;
    const missing = (): PageAnswer => fileNotFound(word, `there is no ${word} "${names.slug}"`, format);
    return withSubject(question, { kind, rest, missing }, read);
  };

/** Finds the dashboard of an address, also by a slug that it had; `rest` and query are kept. */
async function withDashboard(
  question: PageQuestion,
  rest: string,
  answer: (dashboard: DashboardFacts) => Promise<PageAnswer> | PageAnswer,
): Promise<PageAnswer> {
  const { slug } = question.names;
  const dashboards = storedDashboards(question.reading.snapshot);
  const dashboard = dashboards.find(slug) ?? dashboards.find(slug.toLowerCase());
  if (!dashboard) {
    const gone = dashboards.gone(slug);
    return gone
      ? dashboardGone(question.site, gone)
      : dashboardNotFound(question.site, slug, question.reading);
  }
  if (dashboard.slug !== slug)
    return redirect(withQuery(dashboardPath(dashboard.slug!) + rest, question.query), 301);
  return answer(dashboard);
}

const dashboardAnswer: Answer = (question) =>
  withDashboard(question, '', (dashboard) => dashboardPage(dashboard, question));

const moduleAnswer: Answer = (question) => {
  const { module } = question.names;
  return withDashboard(question, `/${encodeURIComponent(module)}`, (dashboard) => {
    const known = moduleOf(dashboard, module) ?? moduleOf(dashboard, module.toLowerCase());
    if (!known) return moduleNotFound(question.site, dashboard, module);
    if (known.slug !== module) {
      const path = modulePath({ dashboard: dashboard.slug!, module: known.slug });
      return redirect(withQuery(path, question.query), 301);
    }
    return modulePage(dashboard, module, question);
  });
};

const PAGE = { isShared: false, parameters: [] } as const;
const FILE = { isShared: true, parameters: [] } as const;

/** Keys of metrics have no dot, so that what follows one is a format. */
const METRIC = ':metric(^[^./]+$)';

function subjectRoutes(kind: SubjectKind): PageRoute[] {
  const path = kind === 'PORTFOLIO' ? FOLDERS[kind] : `${FOLDERS[kind]}:slug`;
  return [
    { path, ...PAGE, parameters: CHOICE_PARAMETERS, answer: namingParameters(subjectAnswer(kind)) },
    { path: `${path}/feed.atom`, ...FILE, answer: feedAnswer(kind) },
    {
      path: `${path}/${METRIC}`,
      ...PAGE,
      parameters: FIGURE_PAGE_PARAMETERS,
      answer: namingParameters(figureAnswer(kind)),
    },
    ...FORMATS.map((format) => ({
      path: `${path}/:metric(^[^./]+).${format}`,
      ...FILE,
      parameters: FIGURE_PARAMETERS,
      answer: fileAnswer(kind, format),
    })),
  ];
}

export const pageRoutes = (): PageRoute[] => [
  { path: '/', ...PAGE, answer: homePage },
  { path: '/services', ...PAGE, parameters: SERVICES_PARAMETERS, answer: namingParameters(servicesPage) },
  { path: '/services.csv', ...FILE, parameters: SERVICES_PARAMETERS, answer: namingParameters(servicesCsv) },
  { path: '/services/compare', ...PAGE, parameters: ['s'], answer: namingParameters(comparePage) },
  { path: '/robots.txt', ...FILE, answer: robots },
  { path: '/sitemap.xml', ...FILE, answer: sitemap },
  { path: '/status', ...PAGE, parameters: STATUS_PARAMETERS, answer: namingParameters(statusPage) },
  { path: '/data/', ...PAGE, answer: dataPage },
  { path: '/organisations', ...PAGE, answer: organisationsPage },
  ...SUBJECT_TYPES.map(kindOf).flatMap(subjectRoutes),
  {
    path: '/dashboards',
    ...PAGE,
    parameters: DASHBOARDS_PARAMETERS,
    answer: namingParameters(dashboardsPage),
  },
  {
    path: '/dashboards/:slug',
    ...PAGE,
    parameters: CHOICE_PARAMETERS,
    answer: namingParameters(dashboardAnswer),
  },
  {
    path: '/dashboards/:slug/:module(^[^./]+$)',
    ...PAGE,
    parameters: FIGURE_PAGE_PARAMETERS,
    answer: namingParameters(moduleAnswer),
  },
  ...moduleFileRoutes(),
  ...embedRoutes().map((route) => ({ ...route, answer: namingParameters(route.answer) })),
];
