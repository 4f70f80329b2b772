/** One small POST that asks sixty times for the same 50,000 points: it must cost no more than one answer may. */
import { DAILY } from '../bench/data.js';
import { must, type Fault } from './fault.js';
import { filledDatabase, serve } from './server.js';

const REQUESTS = 60;
const MOST_MEGABYTES = 1024;

const DOCUMENT = `query Modules($requests: [ModuleRequest!]!) {
  modules(requests: $requests) {
    series { starts ends lines { values statuses flags shares provided expected joined } }
    error { code message }
  }
}`;

interface Answer {
  data: { modules: { series: object | null; error: { code: string; message: string } | null }[] };
}

export const equalQuestions: Fault = {
  name: 'equal-questions',
  claim: `${REQUESTS} equal module requests in one POST are answered up to the limit, and the process lives`,
  async run(trial) {
    const server = await serve(trial, await filledDatabase(trial));
    const request = { service: DAILY, metric: 'transactions', period: 'HOUR', last: 50_000 };
    const requests = new Array<typeof request>(REQUESTS).fill(request);
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: DOCUMENT, variables: { requests } }),
    });
    const { data } = (await answer.json()) as Answer;
    const answered = data.modules.filter(({ series }) => series).length;
    const codes = new Set(data.modules.flatMap(({ error }) => error?.code ?? []));
    must(answered === 2, `${answered} of ${REQUESTS} were answered, not the 2 that 100,000 points allow`);
    must(
      codes.size === 1 && codes.has('LIMIT_EXCEEDED'),
      `the others say ${[...codes].join(', ') || 'nothing'}`,
    );
    must((await fetch(`${server.url}/healthz`)).ok && server.isAlive(), 'the process ended');
    const megabytes = server.peakMemory();
    must(megabytes === null || megabytes <= MOST_MEGABYTES, `${megabytes} MB were resident`);
    return `${answered} answered, ${REQUESTS - answered} past the limit, at most ${megabytes ?? '?'} MB`;
  },
};
