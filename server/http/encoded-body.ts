/** How answers are compressed, and the body of a kept answer in the encodings that its readers take. */
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Options of @fastify/compress, which compresses what is not kept by the same rules. */
export const COMPRESSION = {
  encodings: ['br', 'gzip'] as ('br' | 'gzip')[],
  /** Bytes: what is shorter is sent as it is. */
  threshold: 1024,
  customTypes: /^text\/|[/+](?:json|xml)(?:;|$)/,
  // Level 4 is smaller than gzip 6 and takes less time.
  brotliOptions: BROTLI,
};

export type Encoding = 'br' | 'gzip' | 'identity';

const compressBrotli = promisify<Buffer, object, Buffer>(brotliCompress);

/** On threads of their own: the event loop goes on. */
const CODECS = {
  br: {
    encode: (plain: Buffer) => compressBrotli(plain, BROTLI),
    decode: promisify<Buffer, Buffer>(brotliDecompress),
  },
  gzip: { encode: promisify<Buffer, Buffer>(gzip), decode: promisify<Buffer, Buffer>(gunzip) },
};

/** The first of ours that `Accept-Encoding` takes. */
function encodingFor(accepted = ''): Encoding {
  const taken = new Map<string, boolean>();
  for (const part of accepted.toLowerCase().split(',')) {
    const [name, ...parameters] = part.split(';').map((text) => text.trim());
    taken.set(name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)));
  }
  return COMPRESSION.encodings.find((name) => taken.get(name) ?? taken.get('*')) ?? 'identity';
}

/** zlib gives a view of a larger chunk, all of which would be held. */
function exact(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.length);
  body.copy(copy);
  return copy;
}

/**
 * A body in the encodings that were asked for: each is made once, when the first reader asks. Compressed, it takes a fraction
 * of the room, so the plain one is then let go; whoever wants it later gets it unpacked, which is kept as well.
 */
export class EncodedBody {
  readonly #bodies = new Map<Encoding, Buffer>();
  readonly #making = new Map<Encoding, Promise<Buffer>>();
  readonly #isCompressible: boolean;

  /** @param resized told when another encoding is held. */
  constructor(
    plain: string | Buffer,
    type: string,
    private readonly resized: () => void = () => undefined,
  ) {
    const body = Buffer.isBuffer(plain) ? plain : Buffer.from(plain);
    this.#isCompressible = body.length >= COMPRESSION.threshold && COMPRESSION.customTypes.test(type);
    this.#bodies.set('identity', body);
  }

  /** Bytes of all encodings that are held. */
  get size(): number {
    let size = 0;
    for (const { length } of this.#bodies.values()) size += length;
    return size;
  }

  /** The encoding for a reader who sent this `Accept-Encoding`. */
  encodingFor(accepted: string | undefined): Encoding {
    return this.#isCompressible ? encodingFor(accepted) : 'identity';
  }

  async in(encoding: Encoding): Promise<Buffer> {
    const body = this.#bodies.get(encoding) ?? this.#making.get(encoding);
    if (body) return body;
    const making = this.#make(encoding).finally(() => this.#making.delete(encoding));
    this.#making.set(encoding, making);
    return making;
  }

  async #make(encoding: Encoding): Promise<Buffer> {
    const plain = await this.#plain();
    const body = exact(encoding === 'identity' ? plain : await CODECS[encoding].encode(plain));
    if (encoding !== 'identity') this.#bodies.delete('identity');
    this.#bodies.set(encoding, body);
    this.resized();
    return body;
  }

  async #plain(): Promise<Buffer> {
    const plain = this.#bodies.get('identity');
    if (plain) return plain;
    const encoding = this.#bodies.has('br') ? 'br' : 'gzip';
    return CODECS[encoding].decode(this.#bodies.get(encoding)!);
  }
}

/** Sends a body in the encoding that its reader takes. `Vary` is the caller's: a 304 has it as well. */
export async function sendEncoded(
  request: FastifyRequest,
  reply: FastifyReply,
  body: EncodedBody,
): Promise<FastifyReply> {
  const encoding = body.encodingFor(request.headers['accept-encoding']);
  const bytes = await body.in(encoding);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(bytes);
}
