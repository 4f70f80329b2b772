/** Answers of the API over HTTP, none of them from a cache, against the reference's: first that they are the same. */
import { DifferentAnswer, type Bench } from './bench.js';
import { differenceOf } from './difference.js';
import { Connection, headerOf, type HttpAnswer } from './http-client.js';
import { serve, serveReference, type Running } from './processes.js';
import { type Timed, TIMED, type TimedQuestion } from './questions.js';
import { timed } from './report.js';
import { compare, type Comparison, type Contestant } from './rounds.js';

/** Asks one question again and again on a connection that stays open. */
export function asking(connection: Connection, request: Buffer, server: Running): Contestant {
  return {
    cpu: () => server.cpu(),
    run: async () => {
      const { status } = await connection.send(request);
      if (status !== 200) throw new Error(`a timed request was answered ${status}`);
    },
  };
}

/** What an answer says. @throws if it was not made for this request alone. */
export function uncached(answer: HttpAnswer): unknown {
  const text = answer.body.toString();
  if (answer.status !== 200 || text.startsWith('{"errors"')) {
    throw new Error(`${answer.status}: ${text.slice(0, 2000)}`);
  }
  if (headerOf(answer, 'etag') ?? headerOf(answer, 'age')) {
    throw new Error('the answer may come from a cache: this is not what is timed');
  }
  return JSON.parse(text);
}

async function assertSame(
  { name, ours, reference }: TimedQuestion,
  [one, other]: readonly [Connection, Connection],
): Promise<void> {
  const [answer, expected] = [uncached(await one.send(ours)), uncached(await other.send(reference))];
  const difference = differenceOf(answer, expected);
  if (difference) throw new DifferentAnswer(`${name}: the answers differ at ${difference}`);
}

/** One question, asked of a server and of the reference, each on a connection of its own. */
async function compared(
  { question, warmUpRuns }: Timed,
  [server, reference]: readonly [Running, Running],
  patience: number,
): Promise<Comparison> {
  const connections = [await Connection.open(server.port), await Connection.open(reference.port)] as const;
  try {
    await assertSame(question, connections);
    return await compare(
      [asking(connections[0], question.ours, server), asking(connections[1], question.reference, reference)],
      { budgetMs: 4_000 * patience, warmUpRuns: Math.ceil(warmUpRuns * Math.min(1, patience)) },
    );
  } finally {
    connections.forEach((connection) => connection.close());
  }
}

export async function answersPart(bench: Bench, server: Running, file: string): Promise<void> {
  const reference = await serveReference(file);
  bench.atEnd(() => reference.stop());
  const forgetful = await serve(`sqlite:${file}`, bench.nodeOptions, { PERF_WITHOUT: 'columns' });
  bench.atEnd(() => forgetful.stop());
  for (const one of TIMED) {
    const { question, target } = one;
    const inMemory = await compared(one, [server, reference], bench.patience);
    bench.add(timed(`${question.name}, values in memory`, inMemory, target.inMemory));
    if (!target.anew) continue;
    const anew = await compared(one, [forgetful, reference], bench.patience);
    bench.add(timed(`${question.name}, values read anew`, anew, target.anew));
  }
}
