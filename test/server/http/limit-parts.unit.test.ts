import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { FairQueue, ReaderGone } from '../../../server/http/limits/fair-queue.js';
import { Meter, TurnClock } from '../../../server/http/limits/turn-clock.js';
import { UnreadAnswers } from '../../../server/http/limits/unread-answers.js';

describe('a queue', () => {
  const here = new AbortController().signal;
  const limits = { atOnce: 1, waiting: 3, waitMs: 60_000 };

  test('have their turn by address, whoever came first', async () => {
    const heavy = new FairQueue(limits);
    const turns: string[] = [];
    const enter = async (address: string): Promise<void> => {
      const giveBack = await heavy.enter(address, here);
      turns.push(address);
      await setImmediate();
      giveBack();
      giveBack();
    };
    await Promise.all(['a', 'a', 'a', 'b'].map(enter));
    expect(turns).toEqual(['a', 'a', 'b', 'a']);
    expect(heavy.waiting).toBe(0);
    await enter('c');
  });

  test('come first where the address has caused least work', async () => {
    const used: Record<string, number> = { a: 900, b: 5, c: 40 };
    const heavy = new FairQueue(limits, (address) => used[address]);
    const turns: string[] = [];
    const enter = async (address: string): Promise<void> => {
      const giveBack = await heavy.enter(address, here);
      turns.push(address);
      giveBack();
    };
    const giveBack = await heavy.enter('x', here);
    const all = ['a', 'c', 'b'].map(enter);
    giveBack();
    await Promise.all(all);
    expect(turns).toEqual(['b', 'c', 'a']);
  });

  test('are refused where too many wait, or for too long', async () => {
    const heavy = new FairQueue({ ...limits, waiting: 1, waitMs: 1 });
    const giveBack = await heavy.enter('a', here);
    const waiting = heavy.enter('b', here);
    await expect(heavy.enter('c', here)).rejects.toMatchObject({ httpStatus: 503, retryAfter: 5 });
    await expect(waiting).rejects.toMatchObject({ code: 'OVERLOADED' });
    giveBack();
    (await heavy.enter('d', here))();
  });

  test('make room for who caused less work, when too many wait', async () => {
    const used: Record<string, number> = { greedy: 900, modest: 5 };
    const queue = new FairQueue({ ...limits, waiting: 2 }, (address) => used[address] ?? 0);
    const giveBack = await queue.enter('x', here);
    const waiting = [queue.enter('greedy', here), queue.enter('greedy', here)];
    await expect(queue.enter('greedy', here)).rejects.toMatchObject({ httpStatus: 503 });
    const modest = queue.enter('modest', here);
    await expect(waiting[1]).rejects.toMatchObject({ httpStatus: 503 });
    giveBack();
    (await modest)();
    (await waiting[0])();
  });

  test('are forgotten where their reader has gone', async () => {
    const heavy = new FairQueue(limits);
    const giveBack = await heavy.enter('a', here);
    const reader = new AbortController();
    const waiting = heavy.enter('b', reader.signal);
    reader.abort();
    await expect(waiting).rejects.toBeInstanceOf(ReaderGone);
    await expect(heavy.enter('b', reader.signal)).rejects.toBeInstanceOf(ReaderGone);
    expect(heavy.waiting).toBe(0);
    giveBack();
  });
});

describe('the clock of turns', () => {
  /** As if the thread worked so long. */
  let now = 0;
  const works = (ms: number): void => void (now += ms);

  test('gives every turn to whose it is, however they come in between one another', async () => {
    const clock = new TurnClock<{ meter: Meter }>(() => now);
    clock.start();
    const [some, other] = [new Meter(), new Meter()];
    const turns = async (ms: number): Promise<void> => {
      for (let turn = 0; turn < 3; turn += 1) {
        works(ms);
        await setImmediate();
      }
      await Promise.resolve();
      works(ms);
    };
    const done = new Promise<unknown>((resolve) => {
      const all: Promise<void>[] = [];
      clock.run({ meter: some }, () => all.push(turns(100)));
      works(7);
      clock.run({ meter: other }, () => all.push(turns(1)));
      works(7);
      resolve(Promise.all(all));
    });
    await done;
    works(7);
    clock.settle();
    clock.stop();
    expect([some.take(), other.take()]).toEqual([400, 4]);
    expect(some.take()).toBe(0);
  });
});

describe('answers that are not read', () => {
  const response = (): ServerResponse & { isDestroyed?: boolean } => {
    const emitter = new EventEmitter() as ServerResponse & { isDestroyed?: boolean };
    emitter.destroy = () => {
      emitter.isDestroyed = true;
      return emitter;
    };
    return emitter;
  };

  test('go where they are too much together, the oldest first', () => {
    const unread = new UnreadAnswers(100);
    const [first, second, third, fourth] = Array.from({ length: 4 }, response);
    unread.add(first, 60);
    unread.add(second, 30);
    second.emit('close');
    unread.add(third, 30);
    expect(first.isDestroyed).toBeUndefined();
    unread.add(fourth, 40);
    expect([first.isDestroyed, third.isDestroyed, fourth.isDestroyed]).toEqual([true, undefined, undefined]);
    const large = response();
    unread.add(large, 500);
    expect(large.isDestroyed).toBeUndefined();
  });
});
