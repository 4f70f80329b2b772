/** What is answered when there is no answer: a neutral page or JSON, with the request's id and never a stack, path or SQL. */
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.js';

export interface ErrorAnswer {
  status: number;
  code: string;
  message: string;
  requestId: string;
  /** Seconds after which to try again. */
  retryAfter?: number;
}

/** Makes the whole HTML page of an error; server/pages may give one that looks like the others. */
export type ErrorPage = (answer: ErrorAnswer, request: FastifyRequest) => string;

const INTERNAL = 'Internal server error';

/** Fastify's own refusals, in our words. Their texts name settings of ours that mean nothing to the reader. */
const FASTIFY_MESSAGES: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'this content type is not accepted here',
  FST_ERR_CTP_BODY_TOO_LARGE: 'the request’s body is too large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the request has no body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'the request’s body is not JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the request’s body is not as long as it says',
  FST_ERR_BAD_URL: 'this address is not well formed',
};

function isClientsFault(error: FastifyError): boolean {
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
}

/** The answer to anything thrown. Only messages written for readers are repeated to them. */
export function errorAnswer(thrown: unknown, requestId: string): ErrorAnswer {
  if (thrown instanceof AppError) {
    const { httpStatus, code, message, retryAfter } = thrown;
    const isTold = httpStatus !== 500;
    return { status: httpStatus, code, message: isTold ? message : INTERNAL, requestId, retryAfter };
  }
  const error = (thrown instanceof Error ? thrown : {}) as FastifyError;
  if (!isClientsFault(error))
    return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: INTERNAL, requestId };
  const status = error.statusCode!;
  const message = FASTIFY_MESSAGES[error.code] ?? STATUS_CODES[status]?.toLowerCase() ?? 'bad request';
  return { status, code: error.code ?? 'BAD_REQUEST', message, requestId };
}

/** True where the reader is a browser that asked for a page. */
const wantsPage = (request: FastifyRequest): boolean => /\btext\/html\b/.test(request.headers.accept ?? '');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const plainPage: ErrorPage = ({ status, message, requestId }) => {
  const title = status === 404 ? 'Page not found' : (STATUS_CODES[status] ?? 'Error');
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>` +
    `<h1>${escaped(title)}</h1><p>${escaped(message)}</p><p>Request: ${escaped(requestId)}</p></html>\n`
  );
};

export function sendErrorAnswer(
  answer: ErrorAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
  page: ErrorPage = plainPage,
): FastifyReply {
  reply.code(answer.status).header('cache-control', 'no-store');
  if (answer.retryAfter !== undefined) reply.header('retry-after', String(answer.retryAfter));
  if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(page(answer, request));
  const { code, message, requestId } = answer;
  return reply.type('application/json; charset=utf-8').send({ error: { code, message, requestId } });
}

/** Logs what was not expected, with its cause and stack; what the reader did wrong is in the request's line already. */
export function logUnexpected(thrown: unknown, answer: ErrorAnswer, request: FastifyRequest): void {
  if (answer.status === 500) request.log.error({ err: thrown }, 'unexpected error');
}

export function answerErrors(app: FastifyInstance, page?: ErrorPage): void {
  app.setErrorHandler((thrown, request, reply) => {
    const answer = errorAnswer(thrown, request.id);
    logUnexpected(thrown, answer, request);
    return sendErrorAnswer(answer, request, reply, page);
  });
  const options = app.hasDecorator('rateLimit') ? { preHandler: app.rateLimit() } : {};
  app.setNotFoundHandler(options, (request, reply) => {
    const message = 'There is nothing at this address.';
    const answer = { status: 404, code: 'NOT_FOUND', message, requestId: request.id };
    return sendErrorAnswer(answer, request, reply, page);
  });
}
