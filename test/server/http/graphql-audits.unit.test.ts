import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { listen, smallApp, type SmallApp } from './small-app.js';

describe('GraphQL over HTTP: the audits of graphql-http', () => {
  let app: SmallApp;
  let url = '';
  beforeAll(async () => {
    app = await smallApp();
    url = `${await listen(app)}/graphql`;
  });
  afterAll(() => app.fastify.close());

  const audits = serverAudits({ url: () => url });

  test('there are 61', () => expect(audits).toHaveLength(61));

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))(
    '%s',
    async (_name, audit) => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    },
  );
});
