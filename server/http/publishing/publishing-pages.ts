/**
 * The publishing pages over HTTP: the only ones with a session. A token, or a link that is good once, is exchanged for a
 * cookie that no other address reads; forms carry what only our own pages know.
 */
import { timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../../access/sessions.js';
import { InputError } from '../../errors.js';
import { MOST_BYTES } from '../../ingest/delivery-limits.js';
import type { Reading } from '../../loaders/reading.js';
import { redirect } from '../../pages/frame/answers.js';
import type { BuildQuestion } from '../../pages/build/answers.js';
import { BUILD_ACTIONS, BUILD_PAGES } from '../../pages/build/routes.js';
import type { Site } from '../../pages/frame/site.js';
import type {
  Publishing,
  SignedInQuestion,
  UploadAnswer,
  UploadForm,
  UploadQuestion,
} from '../../pages/upload/answers.js';
import { askForAccess, GET_A_DASHBOARD, getADashboardPage } from '../../pages/upload/get-a-dashboard-page.js';
import { UPLOAD_ACTIONS, UPLOAD_PAGES } from '../../pages/upload/routes.js';
import { linkPage, resumePage, signIn, signInPage, wantedOf } from '../../pages/upload/sign-in-page.js';
import { UPLOAD } from '../../pages/upload/words.js';
import { Assembler } from '../../wording/assembler.js';
import type { BuildingFor } from './building-of.js';
import { isFromOwnPage } from './own-pages.js';
import { addressOf } from '../limits/address-limits.js';
import { WrongTokens } from '../limits/wrong-tokens.js';

export interface PublishingOptions {
  site: Site;
  /** What is stored, as far as a session may know of it; null for nobody. */
  begin(session: SignedIn | null, now: Date): Promise<Reading>;
  findSession(cookie: string, now: Date): Promise<SignedIn | null>;
  /** What the pages can do for a session; null for nobody. */
  publishingFor(session: SignedIn | null, cookie: string | null, now: Date): Publishing;
  /** What the builder can do for a session. */
  buildingFor: BuildingFor;
  now?: () => Date;
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The prefix makes browsers refuse a cookie that another host or a connection without TLS has set. */
const cookieOf = ({ base }: Site): { name: string; secure: boolean } =>
  base.startsWith('https:')
    ? { name: '__Host-perf-session', secure: true }
    : { name: 'perf-session', secure: false };

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function servePublishing(app: FastifyInstance, options: PublishingOptions): void {
  const { site, now = () => new Date() } = options;
  const wrongTokens = new WrongTokens();

  const refuseOtherSites = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('cache-control', 'no-store');
    if (isFromOwnPage(request, site)) return;
    throw new InputError('this form was not sent from a page of this site', 403, 'FORBIDDEN');
  };

  async function questionOf(
    request: FastifyRequest,
  ): Promise<{ question: UploadQuestion; session: SignedIn | null }> {
    const at = now();
    const { name } = cookieOf(site);
    const sent = request.cookies[name] ?? null;
    const session = sent === null ? null : await options.findSession(sent, at);
    // The builder shows figures as readers have them.
    const isFilling = request.routeOptions.url?.startsWith(UPLOAD) ?? false;
    const reading = await options.begin(isFilling ? session : null, at);
    const url = request.url.split('?', 2);
    const question: UploadQuestion = {
      ...{ site, reading, now: at, path: url[0] },
      assembler: new Assembler(reading, site),
      names: request.params as Record<string, string>,
      query: new URLSearchParams(url[1] ?? ''),
      publishing: options.publishingFor(session, session && sent, at),
    };
    return { question, session };
  }

  const buildQuestion = (question: UploadQuestion, session: SignedIn): BuildQuestion => ({
    ...question,
    session,
    building: options.buildingFor(session, question.now),
  });

  function send(
    reply: FastifyReply,
    { status, type, body, location, session, filename }: UploadAnswer,
  ): FastifyReply {
    const { name, secure } = cookieOf(site);
    const settings = { path: '/', httpOnly: true, secure, sameSite: 'strict' } as const;
    if (session) reply.setCookie(name, session.cookie, { ...settings, expires: new Date(session.expiresAt) });
    if (session === null) reply.clearCookie(name, settings);
    if (filename !== undefined) reply.header('content-disposition', `attachment; filename="${filename}"`);
    if (location !== undefined) reply.header('location', site.path + location);
    return reply.code(status).type(type).header('cache-control', 'no-store').send(body);
  }

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(cookie);
    await scope.register(multipart, {
      limits: { fileSize: MOST_BYTES, files: 1, fields: 500, fieldSize: 100_000 },
    });
    scope.addContentTypeParser(
      FORM_TYPE,
      { parseAs: 'string', bodyLimit: 1_000_000 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    for (const { path, answer } of UPLOAD_PAGES) {
      scope.get(path, async (request, reply) => {
        const { question, session } = await questionOf(request);
        if (session) return send(reply, await answer({ ...question, session }));
        return send(reply, path === UPLOAD ? signInPage(question) : redirect(UPLOAD, 303));
      });
    }
    for (const { path, answer, security } of BUILD_PAGES) {
      scope.get(path, { config: { security } }, async (request, reply) => {
        const { question, session } = await questionOf(request);
        if (session) return send(reply, await answer(buildQuestion(question, session)));
        return send(reply, signInPage(question, undefined, { to: request.url }));
      });
    }
    scope.get(GET_A_DASHBOARD, async (request, reply) => {
      const { question } = await questionOf(request);
      return send(reply, getADashboardPage(question));
    });
    scope.post(GET_A_DASHBOARD, { onRequest: refuseOtherSites }, async (request, reply) => {
      const { question } = await questionOf(request);
      return send(reply, await askForAccess(question, await formOf(request)));
    });
    scope.get(`${UPLOAD}/link/:link`, async (request, reply) => {
      const { question } = await questionOf(request);
      return send(reply, linkPage(question));
    });
    scope.post(`${UPLOAD}/sign-in`, { onRequest: refuseOtherSites }, async (request, reply) => {
      const { question } = await questionOf(request);
      const form = await formOf(request);
      const answer = await signIn(question, form);
      if (!answer.session) {
        wrongTokens.count(addressOf(request));
        return send(reply, answer);
      }
      const wanted = wantedOf(form);
      const session = wanted?.sent && (await options.findSession(answer.session.cookie, question.now));
      if (!wanted || !session) return send(reply, answer);
      return send(reply, { ...resumePage(question, session, wanted), session: answer.session });
    });
    /** A form that only who has signed in sends. What others have sent is not lost while they sign in. */
    const take = (
      path: string,
      config: FastifyContextConfig,
      answer: (question: SignedInQuestion, form: UploadForm) => Promise<UploadAnswer> | UploadAnswer,
    ): void => {
      const limits = { onRequest: refuseOtherSites, bodyLimit: MOST_BYTES + 100_000, config };
      scope.post(path, limits, async (request, reply) => {
        const { question, session } = await questionOf(request);
        const sent = request.body instanceof URLSearchParams ? request.body : null;
        const wanted = sent && { to: request.url, sent };
        if (!session) {
          const problem = wanted
            ? 'You were signed out: sign in again. What you sent is kept on this page until then.'
            : 'You were signed out: sign in again. What you had looked at before publishing is kept as a draft.';
          return send(reply, signInPage(question, problem, wanted));
        }
        const form = await formOf(request);
        if (isSame(form.fields.get('csrf') ?? '', session.csrf)) {
          return send(reply, await answer({ ...question, session }, form));
        }
        if (wanted) return send(reply, { ...resumePage(question, session, wanted), status: 403 });
        throw new InputError(
          'this form is of an earlier session: go back, load the page again',
          403,
          'FORBIDDEN',
        );
      });
    };
    for (const { path, answer } of UPLOAD_ACTIONS) take(path, {}, answer);
    for (const { path, answer, security } of BUILD_ACTIONS) {
      take(path, { security }, (question, form) => answer(buildQuestion(question, question.session), form));
    }
  });
}

/** The fields of a form, and its file if it has one. @throws InputError (413) */
async function formOf(request: FastifyRequest): Promise<UploadForm> {
  if (!request.isMultipart()) {
    return { fields: (request.body as URLSearchParams | undefined) ?? new URLSearchParams(), file: null };
  }
  const fields = new URLSearchParams();
  let file: UploadForm['file'] = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.append(part.fieldname, String(part.value));
    else {
      const content = await part.toBuffer().catch((error: unknown) => {
        if ((error as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
        const message = `the file is larger than ${MOST_BYTES / 1_000_000} MB: bring it in parts`;
        throw new InputError(message, 413, 'LIMIT_EXCEEDED', { cause: error });
      });
      if (content.length > 0) file = { name: part.filename || 'a file', content };
    }
  }
  return { fields, file };
}
