/** The modules of dashboards as files: `/dashboards/<slug>/<module>.svg` and so on. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import type { DashboardFacts } from '../../modules/dashboard.js';
import { moduleOf } from '../../modules/subject-dashboard.js';
import { ArgumentError } from '../../errors.js';
import { dashboardPath, modulePath } from '../../../components/formatting/paths.js';
import { redirect, withQuery, type PageAnswer, type PageQuestion, type PageRoute } from '../frame/answers.js';
import { figureFile, fileNotFound, fileProblem, FORMATS, type Format } from '../figure/figure-files.js';
import { FIGURE_PARAMETERS, parseFigureQuery } from '../figure/figure-query.js';
import { readRequest } from '../figure/addressed-figure.js';

async function fileOf(
  { slug }: DashboardFacts,
  module: string,
  format: Format,
  question: PageQuestion,
): Promise<PageAnswer> {
  try {
    const query = parseFigureQuery(question.query);
    const outcome = await readRequest({ ...query, dashboard: slug, module }, question);
    return await figureFile(outcome, format, { ...query, name: `${slug}-${module}` });
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    const { code, argument, message } = error;
    return fileProblem({ code, argument, message }, format, 400);
  }
}

/** Of a dashboard that was deleted: what is there in its place. */
function fileGone(
  { slug, replacement }: { slug: string; replacement: DashboardFacts | null },
  format: Format,
  { site }: PageQuestion,
): PageAnswer {
  const instead = replacement && `: in its place there is ${site.base}${dashboardPath(replacement.slug!)}`;
  const message = `the dashboard "${slug}" was taken away by those who made it${instead ?? ''}`;
  return fileProblem({ code: 'NOT_FOUND', argument: 'dashboard', message }, format, 410);
}

const fileAnswer =
  (format: Format): PageRoute['answer'] =>
  (question) => {
    const { reading, names, query } = question;
    const dashboards = storedDashboards(reading.snapshot);
    const dashboard = dashboards.find(names.slug) ?? dashboards.find(names.slug.toLowerCase());
    if (!dashboard) {
      const gone = dashboards.gone(names.slug);
      return gone
        ? fileGone(gone, format, question)
        : fileNotFound('dashboard', `there is no dashboard "${names.slug}"`, format);
    }
    const [module, slug] = [names.module.toLowerCase(), dashboard.slug!];
    if (!moduleOf(dashboard, module)) {
      return fileNotFound('module', `the dashboard "${slug}" has no module "${names.module}"`, format);
    }
    if (slug !== names.slug || module !== names.module) {
      return redirect(withQuery(`${modulePath({ dashboard: slug, module })}.${format}`, query), 301);
    }
    return fileOf(dashboard, module, format, question);
  };

/** Slugs have no dot, so that what follows one is a format. */
export const moduleFileRoutes = (): PageRoute[] =>
  FORMATS.map((format) => ({
    path: `/dashboards/:slug/:module(^[^./]+).${format}`,
    isShared: true,
    parameters: FIGURE_PARAMETERS,
    answer: fileAnswer(format),
  }));
