/** Recordings as files: one line of JSON an entry, gzipped. */
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

export async function writeLines(path: string, values: AsyncIterable<object>): Promise<number> {
  const gzip = createGzip();
  const file = gzip.pipe(createWriteStream(path));
  let count = 0;
  for await (const value of values) {
    count += 1;
    if (!gzip.write(`${JSON.stringify(value)}\n`)) await once(gzip, 'drain');
  }
  gzip.end();
  await finished(file);
  return count;
}

export async function* readLines<Value>(path: string): AsyncGenerator<Value> {
  const input = createReadStream(path).pipe(createGunzip());
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield JSON.parse(line) as Value;
}

/** In the order of `values`, some at a time. */
export async function* inTurn<Value, Result>(
  values: Iterable<Value> | AsyncIterable<Value>,
  work: (value: Value) => Promise<Result>,
  atOnce = 6,
): AsyncGenerator<Result> {
  const started: Promise<Result>[] = [];
  for await (const value of values) {
    const result = work(value);
    // Awaited in its turn; until then nobody hears of a failure.
    result.catch(() => undefined);
    started.push(result);
    if (started.length >= atOnce) yield await started.shift()!;
  }
  for (const result of started) yield await result;
}
