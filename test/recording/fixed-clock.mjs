/**
 * Preloaded into a process (`node --import`), it makes the clock stand still at RECORDING_CLOCK: what depends on the day
 * is then the same in every run. Timers and `performance` stay as they are. Threads do not inherit what is preloaded, so
 * that each is told to preload it, too.
 */
import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';

const at = Date.parse(process.env.RECORDING_CLOCK ?? '');
if (Number.isNaN(at)) throw new Error('RECORDING_CLOCK is no instant, like 2026-03-14T09:41:00Z');

const RealDate = Date;
RealDate.now = () => at;

const FixedDate = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length ? given : [at], newTarget),
  apply: () => new RealDate(at).toString(),
});
RealDate.prototype.constructor = FixedDate;
globalThis.Date = FixedDate;

const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file, options = {}) {
    const { execArgv = process.execArgv } = options;
    super(file, { ...options, execArgv: [...execArgv, '--import', import.meta.url] });
  }
};
syncBuiltinESMExports();
