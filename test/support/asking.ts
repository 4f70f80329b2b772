/** Asks a server of ours by HTTP as programs do. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Asking {
  /** The data of a question that must be answered without errors. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The body of a GET that must be answered with 200. */
  text(path: string): Promise<string>;
}

export function asking(url: string): Asking {
  async function fetched(path: string, init?: RequestInit): Promise<string> {
    for (;;) {
      const answer = await fetch(url + path, init);
      const body = await answer.text();
      if (answer.status === 200) return body;
      // On a slow machine the server asks for a pause after a large answer.
      if (answer.status !== 503) throw new Error(`${answer.status} ${path}: ${body.slice(0, 500)}`);
      await delay(250);
    }
  }
  return {
    text: (path) => fetched(path),
    async ask<Data>(query: string, variables: Record<string, unknown> = {}) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      const answer = await fetched('/graphql', { method: 'POST', headers, body });
      const { data, errors } = JSON.parse(answer) as { data: Data; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}
