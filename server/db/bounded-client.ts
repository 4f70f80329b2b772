/** Loaded only where PostgreSQL is used. */
import pg from 'pg';

/** How long a connection may take to say goodbye. */
const GOODBYE_MS = 1_000;

/** What the driver says when `query_timeout` is over. */
const NO_ANSWER = 'Query read timeout';

type Query = (...args: unknown[]) => unknown;

/**
 * A connection that is given up when the server does not answer: the driver would go on using it, and the next
 * statement would wait behind the one that hangs. Closing it does not wait for a server that is not there, either.
 */
export class BoundedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = super.query.bind(this) as Query;
    const bounded: Query = (...args) => {
      const answer = query(...args);
      if (answer instanceof Promise) {
        answer.catch((error: Error) => {
          if (error.message === NO_ANSWER) void this.end();
        });
      }
      return answer;
    };
    this.query = bounded as typeof this.query;
    const end = super.end.bind(this) as (...args: unknown[]) => Promise<void>;
    this.end = ((...args: unknown[]) => {
      const late = setTimeout(() => this.connection.stream.destroy(), GOODBYE_MS).unref();
      this.once('end', () => clearTimeout(late));
      return end(...args);
    }) as typeof this.end;
  }
}
