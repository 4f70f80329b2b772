/** A way to a server of PostgreSQL that can be cut, closed, or made to swallow what is sent. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  client: Socket;
  server: Socket;
  isSilent: boolean;
}

export class Proxy {
  readonly #host: string;
  readonly #port: number;
  readonly #pairs = new Set<Pair>();
  #listener: Server;
  #ownPort = 0;
  #isSwallowing = false;

  private constructor({ hostname, port }: URL) {
    this.#host = hostname;
    this.#port = Number(port || '5432');
    this.#listener = this.#createListener();
  }

  static async before(address: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(address));
    await proxy.#listen();
    return proxy;
  }

  /** The same database, by this way. */
  url(address: string): string {
    const url = new URL(address);
    url.host = `127.0.0.1:${this.#ownPort}`;
    return url.href;
  }

  /** Ends every connection at once, as a server does that is killed; new ones are taken. */
  cut(): void {
    for (const { client, server } of this.#pairs)
      for (const socket of [client, server]) socket.resetAndDestroy();
  }

  /** Ends every connection and takes none. */
  async refuse(): Promise<void> {
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    this.cut();
    await closed;
  }

  /** Takes connections and everything that is sent, and never answers. */
  swallow(): void {
    this.#isSwallowing = true;
    for (const pair of this.#pairs) pair.isSilent = true;
  }

  /** New connections are as they should be; what hung hangs for ever. */
  async restore(): Promise<void> {
    this.#isSwallowing = false;
    if (!this.#listener.listening) await this.#listen();
  }

  async close(): Promise<void> {
    if (this.#listener.listening) await this.refuse();
  }

  async #listen(): Promise<void> {
    this.#listener = this.#createListener();
    this.#listener.listen(this.#ownPort, '127.0.0.1');
    await once(this.#listener, 'listening');
    this.#ownPort = (this.#listener.address() as AddressInfo).port;
  }

  #createListener(): Server {
    return createServer((client) => {
      const pair: Pair = { client, server: connect(this.#port, this.#host), isSilent: this.#isSwallowing };
      this.#pairs.add(pair);
      for (const [from, to] of [
        [client, pair.server],
        [pair.server, client],
      ]) {
        from.on('data', (chunk) => pair.isSilent || to.destroyed || to.write(chunk));
        // Each says in its own way that it is gone; the other one is told by being closed.
        from.on('error', () => undefined);
        from.on('close', () => {
          this.#pairs.delete(pair);
          to.destroy();
        });
      }
    });
  }
}
