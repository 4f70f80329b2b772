/**
 * An HTTP/1.1 client that costs next to nothing, so that what is measured is the server: requests are bytes made
 * beforehand, on connections that stay open. It reads only answers that say how long they are.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  status: number;
  /** The status line and the headers, as they came. */
  head: string;
  body: Buffer;
}

/** The value of a header, or null. */
export const headerOf = ({ head }: Pick<HttpAnswer, 'head'>, name: string): string | null =>
  new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(head)?.[1] ?? null;

const END_OF_HEAD = Buffer.from('\r\n\r\n');

export function requestBytes(
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Buffer {
  const all: Record<string, string> = { host: '127.0.0.1', ...headers };
  if (method === 'POST') all['content-length'] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

export class Connection {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #size = 0;
  /** Where the answer that is being read ends; null until its head is there. */
  #end: number | null = null;
  #head = '';
  #waiting: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    const fail = (error: Error): void => this.#waiting?.reject(error);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** One request at a time. */
  send(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      // Nothing more is ever heard of what is written to a closed socket.
      if (this.#socket.destroyed) return reject(new Error('the server closed the connection'));
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#end === null) this.#readHead();
    if (this.#end === null || this.#size < this.#end) return;
    const all = Buffer.concat(this.#chunks);
    const answer: HttpAnswer = {
      status: Number(this.#head.slice(9, 12)),
      head: this.#head,
      body: all.subarray(this.#end - this.#length(), this.#end),
    };
    const waiting = this.#waiting;
    [this.#chunks, this.#size, this.#end, this.#waiting] = [[], 0, null, null];
    waiting?.resolve(answer);
  }

  #readHead(): void {
    const all = Buffer.concat(this.#chunks);
    const end = all.indexOf(END_OF_HEAD);
    if (end < 0) return;
    this.#chunks = [all];
    this.#head = all.toString('latin1', 0, end);
    this.#end = end + END_OF_HEAD.length + this.#length();
  }

  #length(): number {
    const length = headerOf({ head: this.#head }, 'content-length');
    if (length !== null) return Number(length);
    if (/^HTTP\/1\.1 (304|204)/.test(this.#head)) return 0;
    throw new Error(`an answer that does not say how long it is: ${this.#head}`);
  }
}
