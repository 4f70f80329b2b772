/** Links to drafts over HTTP: they open without signing in, so nothing keeps the page, lists it, or learns its address. */
import type { FastifyInstance } from 'fastify';
import type { Preview } from '../../authoring/workflow.js';
import type { Asking, Reading } from '../../loaders/reading.js';
import { draftDashboard } from '../../modules/stored-dashboards.js';
import { previewPage, type ShownDraft } from '../../pages/dashboard/preview-page.js';
import { CHOICE_PARAMETERS } from '../../pages/dashboard/range-choice.js';
import { previewEnded } from '../../pages/frame/problem-pages.js';
import type { Site } from '../../pages/frame/site.js';
import { ANONYMOUS } from '../../store/viewer.js';
import { knownQuery, questionOf } from '../pages.js';

export interface PreviewOptions {
  site: Site;
  begin(asking: Asking): Promise<Reading>;
  /** Null where there is nothing to show. */
  findPreview(key: string, now: Date): Promise<Preview | null>;
}

/** Links on the page tell nobody where their reader came from. */
const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };

function shownDraft({ expiresAt, ...stored }: Preview, { catalogue }: Reading): ShownDraft | null {
  const { dashboard, version } = stored;
  const facts = draftDashboard(stored, catalogue);
  const { slug, publishedVersion } = dashboard;
  return facts === undefined
    ? null
    : {
        dashboard: facts,
        version: version.number,
        author: version.author,
        savedAt: version.at,
        expiresAt,
        published: publishedVersion === null ? null : { slug, version: publishedVersion },
      };
}

export function servePreviews(app: FastifyInstance, { site, begin, findPreview }: PreviewOptions): void {
  app.get<{ Params: { key: string } }>('/preview/:key', async (request, reply) => {
    const now = new Date();
    const reading = await begin({ viewer: ANONYMOUS, now, beforeRead: request.work?.beforeRead });
    const found = await findPreview(request.params.key, now);
    const draft = found && shownDraft(found, reading);
    const query = knownQuery(request, { parameters: CHOICE_PARAMETERS });
    const { status, type, body, location } = draft
      ? await previewPage(draft, questionOf(request, query, { reading, site }))
      : previewEnded(site);
    if (location !== undefined) reply.header('location', site.path + location);
    return reply.code(status).type(type).headers(HEADERS).send(body);
  });
}
