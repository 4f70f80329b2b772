/**
 * Forms over HTTP: what our own pages send with POST. They are mounted in a scope of their own, the only one that reads
 * what a form sends: everywhere else its content type is refused, so that no page of another site can write there.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from '../errors.js';
import type { FormRoute } from '../pages/frame/answers.js';
import type { Site } from '../pages/frame/site.js';

interface FormRequest extends FastifyRequest {
  body: URLSearchParams;
}

type AnswerForm = (form: FormRoute, request: FormRequest, reply: FastifyReply) => Promise<FastifyReply>;

const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * Whether a page of this site sent the request. Browsers say so in `Sec-Fetch-Site`, where the connection is secure, and
 * in the `Origin` of every POST; who says neither is refused.
 */
export function isFromOwnPage(request: FastifyRequest, { base }: Pick<Site, 'base'>): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  // `none`: the reader sent it again from the browser's own buttons.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  // Where no public address is set, readers may know the machine by any of its names.
  return origin === new URL(base).origin || origin === `${request.protocol}://${request.host}`;
}

export function serveForms(
  app: FastifyInstance,
  forms: readonly FormRoute[],
  site: Site,
  answer: AnswerForm,
): void {
  const refuseOtherSites = async (request: FastifyRequest): Promise<void> => {
    if (isFromOwnPage(request, site)) return;
    throw new InputError('this form was not sent from a page of this site', 403, 'FORBIDDEN');
  };
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(FORM_TYPE, { parseAs: 'string' }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    for (const form of forms) {
      scope.post(form.path, { onRequest: refuseOtherSites }, (request, reply) => {
        // A request without a body needs no content type.
        request.body ??= new URLSearchParams();
        return answer(form, request as FormRequest, reply);
      });
    }
  });
}
