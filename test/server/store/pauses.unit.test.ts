import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { asOneWork, mapWithPauses, ownRound, pause } from '../../../server/store/pauses.js';

/** Keeps the thread so many milliseconds. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Counts the rounds of the event loop that come while `run` goes on. */
async function roundsDuring(run: () => Promise<unknown>): Promise<number> {
  let rounds = 0;
  let isOver = false;
  const counting = (async () => {
    while (!isOver) {
      await setImmediate();
      rounds += 1;
    }
  })();
  await run();
  isOver = true;
  await counting;
  return rounds;
}

test('long work is cut, however short its pieces are, and short work is not', async () => {
  const pieces = (count: number, ms: number) => () =>
    asOneWork(async () => {
      for (let piece = 0; piece < count; piece++) {
        await pause();
        work(ms);
      }
    });
  expect(await roundsDuring(pieces(60, 3))).toBeGreaterThanOrEqual(7);
  expect(await roundsDuring(pieces(4, 1))).toBeLessThanOrEqual(1);
});

test('what is made of items is in their order, and a long list of them is cut', async () => {
  const items = Array.from({ length: 30 }, (_, index) => index);
  let made: number[] = [];
  const rounds = await roundsDuring(async () => {
    made = await asOneWork(() =>
      mapWithPauses(items, (item) => {
        work(4);
        return item * 2;
      }),
    );
  });
  expect(made).toEqual(items.map((item) => item * 2));
  expect(rounds).toBeGreaterThanOrEqual(4);
});

test('what others did in the same round is no reason to wait', async () => {
  work(30);
  const short = asOneWork(async () => {
    await pause();
    work(1);
    await pause();
  });
  let isDone = false;
  void short.then(() => (isDone = true));
  // All of it happens before the round ends.
  await new Promise((settle) => process.nextTick(settle));
  await Promise.resolve();
  expect(isDone).toBe(true);
});

test('of those that wait one goes on in a round, the one first that had the fewest turns', async () => {
  const order: string[] = [];
  const long = (name: string) =>
    asOneWork(async () => {
      for (let at = 1; at <= 3; at++) {
        await ownRound();
        order.push(`${name}${at}`);
      }
    });
  const [a, b] = [long('a'), long('b')];
  await setImmediate();
  await setImmediate();
  const late = asOneWork(async () => {
    await ownRound();
    order.push('late');
  });
  await Promise.all([a, b, late]);
  expect(order.slice(0, 2)).toEqual(['a1', 'b1']);
  expect(order[2]).toBe('late');
  expect(order.slice(3)).toEqual(['a2', 'b2', 'a3', 'b3']);
});
