/** The bulk files over HTTP: made while they are sent, from one version of the data, which their entity tags name. */
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from '../errors.js';
import { dataFiles } from '../export/files.js';
import { measurementsCsv } from '../export/measurements.js';
import type { Reading } from '../loaders/reading.js';
import { entityTag, isKnown } from './entity-tag.js';
import { basisText } from '../store/snapshot.js';
import type { Site } from '../pages/frame/site.js';
import { answerPreflight, PUBLIC_READ } from './security.js';

export interface DataFilesOptions {
  site: Pick<Site, 'path'>;
  /** Pins the version of the data that a file is made from. */
  begin(now: Date): Promise<Reading>;
  /** Changes with every release that may answer differently: a part of the entity tags. */
  edition: string;
  now?: () => Date;
}

const CACHE = 'public, max-age=60';
const FILE = '/data/:name(^[a-z0-9-]+).csv.gz';
const SERVICE_FILE = '/services/:slug/data.csv';

/** Whoever stops reading in the middle has said so by closing: there is nobody to tell. */
const ignore = (): void => undefined;

const gzipped = (content: AsyncIterable<string> | Iterable<string>): Readable => {
  const gzip = createGzip();
  pipeline(Readable.from(content), gzip, ignore);
  return gzip;
};

const notFound = (message: string): InputError => new InputError(message, 404, 'NOT_FOUND');

export function serveDataFiles(app: FastifyInstance, options: DataFilesOptions): void {
  const { begin, edition, site, now = () => new Date() } = options;

  /** Answers with the file's tag; the body is made only for those who do not know it. */
  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    { basis }: Reading,
    { type, filename, body }: { type: string; filename: string; body: () => Readable },
  ): FastifyReply => {
    const tag = entityTag(edition, request.url.split('?', 1)[0], basisText(basis));
    reply.header('cache-control', CACHE).header('etag', tag);
    if (isKnown(tag, request.headers['if-none-match'])) return reply.code(304).send();
    reply.type(type).header('content-disposition', `attachment; filename="${filename}"`);
    return request.method === 'HEAD' ? reply.send() : reply.send(body());
  };

  for (const path of [FILE, SERVICE_FILE]) answerPreflight(app, path);
  app.get<{ Params: { name: string } }>(FILE, { ...PUBLIC_READ }, async (request, reply) => {
    const reading = await begin(now());
    const { name } = request.params;
    const file = dataFiles(reading).find((each) => each.name === name);
    if (!file) {
      throw notFound(`there is no file "${name}.csv.gz": ${site.path}/data/ lists those that are`);
    }
    // Begun before its tag is asked for: what it will look at is known then.
    const content = file.content();
    const body = (): Readable => gzipped(content);
    return send(request, reply, reading, { type: 'application/gzip', filename: `${name}.csv.gz`, body });
  });

  app.get<{ Params: { slug: string } }>(SERVICE_FILE, { ...PUBLIC_READ }, async (request, reply) => {
    const reading = await begin(now());
    const { slug } = request.params;
    const service = reading.catalogue.service(slug);
    if (!service) throw notFound(`there is no service "${slug}"`);
    if (service.slug !== slug) {
      return reply.redirect(`${site.path}/services/${service.slug}/data.csv`, 301);
    }
    const content = measurementsCsv([service], reading);
    const body = (): Readable => Readable.from(content);
    const filename = `${service.slug}-data.csv`;
    return send(request, reply, reading, { type: 'text/csv; charset=utf-8', filename, body });
  });
}
