/**
 * How a server lets go of its connections so that none is reset, whatever the client is doing: it says `Connection:
 * close` with every answer, takes no more connections once none is on its way, and ends what has been quiet for a while.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** A client that has just got its answer, or has just connected, may be about to ask. */
const QUIET_MS = 1_000;
const LOOK_MS = 20;
/**
 * Without a new connection for so long, whoever has got an answer has come back with the next question, or will not: also
 * clients that think for a moment in between.
 */
const LAST_ACCEPT_MS = 250;
/** How long that is waited for, where they never end. */
const ACCEPTING_MS = 1_000;

interface Use {
  answering: number;
  bytesRead: number;
  /** When something last came or was answered. */
  at: number;
}

export class Connections {
  readonly #server: Server;
  readonly #uses = new Map<Socket, Use>();
  #accepted = 0;
  #isLeaving = false;
  /** While the last connections are accepted, no request is answered: nobody connects who waits for an answer. */
  #lastAccepted: Promise<void> | null = null;

  /**
   * Must be called before the routes are added.
   *
   * @param allClosed where several processes listen on one port: called when this one does no more, and fulfilled when
   *   none does. Until then nobody may be answered, who would come back to one that is about to stop listening.
   */
  constructor(
    app: FastifyInstance,
    private readonly allClosed: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#server = app.server;
    this.#server.on('connection', (socket: Socket) => this.#watch(socket));
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const use = this.#uses.get(request.socket);
      if (!use) return;
      use.answering += 1;
      response.once('close', () => {
        use.answering -= 1;
        use.at = performance.now();
      });
    });
    app.addHook('onRequest', (_request, _reply, done) => {
      if (this.#lastAccepted) void this.#lastAccepted.then(() => done());
      else done();
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.#isLeaving) reply.header('connection', 'close');
      done();
    });
  }

  #watch(socket: Socket): void {
    this.#accepted += 1;
    this.#uses.set(socket, { answering: 0, bytesRead: 0, at: performance.now() });
    socket.once('close', () => this.#uses.delete(socket));
  }

  /** From here on every answer is the last of its connection. */
  announceEnd(): void {
    this.#isLeaving = true;
  }

  /** Takes no new connections, and resolves when the last one is closed. */
  async end(): Promise<void> {
    this.announceEnd();
    const { promise, resolve } = withResolver();
    this.#lastAccepted = promise;
    await this.#noneWaiting();
    // Not that of HTTP, which closes what it takes for idle: answers that are still on their way to the network, too.
    if (this.#server.listening) NetServer.prototype.close.call(this.#server);
    await this.allClosed();
    resolve();
    while (this.#uses.size > 0) {
      this.#endQuiet(performance.now());
      await delay(LOOK_MS);
    }
  }

  /** Connections that the system has made and that are not accepted yet are reset when the server stops listening. */
  async #noneWaiting(): Promise<void> {
    const begun = performance.now();
    let [accepted, at] = [this.#accepted, begun];
    for (let now = begun; now - at < LAST_ACCEPT_MS && now - begun < ACCEPTING_MS; now = performance.now()) {
      await delay(LOOK_MS);
      // What comes right after the event loop has looked for connections.
      await turn();
      if (this.#accepted !== accepted) [accepted, at] = [this.#accepted, performance.now()];
    }
  }

  #endQuiet(now: number): void {
    for (const [socket, use] of this.#uses) {
      if (socket.bytesRead !== use.bytesRead) {
        use.bytesRead = socket.bytesRead;
        use.at = now;
      }
      if (use.answering === 0 && now - use.at > QUIET_MS) socket.end();
    }
  }
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
