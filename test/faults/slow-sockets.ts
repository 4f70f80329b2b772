/** A thousand connections that say nothing, too little, or do not read: others are answered as before. */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, countsOf, opened, percentile, requestBytes } from './client.js';
import { must, type Fault } from './fault.js';
import { filledDatabase, serve } from './server.js';

const EACH = 250;
const ASKED = 50;
const TARGETS = ['/', '/services', '/healthz', '/metrics', '/graphql?query={metrics{key}}'];
/** Where the others are. */
const OTHER = '198.51.100.7';
const MOST_MS = 1000;

const post = requestBytes({
  method: 'POST',
  target: '/graphql',
  headers: { 'content-type': 'application/json', 'content-length': '100' },
});

/** What they send at once, and within how many seconds they are cut off. */
const KINDS: Readonly<Record<string, { bytes: Buffer; seconds: number; reads: boolean }>> = {
  idle: { bytes: Buffer.alloc(0), seconds: 12, reads: true },
  'one byte of a head': { bytes: Buffer.from('G'), seconds: 12, reads: true },
  'one byte of a body': { bytes: Buffer.concat([post, Buffer.from('{')]), seconds: 33, reads: true },
  'an answer that is not read': {
    bytes: requestBytes({ target: '/services.csv', headers: { connection: 'keep-alive' } }),
    seconds: 80,
    reads: false,
  },
};

async function open(port: number, { bytes, reads }: (typeof KINDS)[string]): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let index = 0; index < EACH; index += 1) {
    const socket = await opened(port);
    if (bytes.length > 0) socket.write(bytes);
    if (reads) socket.resume();
    sockets.push(socket);
  }
  return sockets;
}

export const slowSockets: Fault = {
  name: 'slow-sockets',
  claim: `${4 * EACH} idle and slow connections keep nobody out, and are closed in time`,
  async run(trial) {
    const server = await serve(trial, await filledDatabase(trial), { PERF_TRUSTED_PROXIES: '127.0.0.1' });
    for (const target of TARGETS) await ask(server.port, { target, address: OTHER });
    const sockets = new Map<string, Socket[]>();
    const begin = performance.now();
    for (const [kind, what] of Object.entries(KINDS)) sockets.set(kind, await open(server.port, what));
    trial.atEnd(() => [...sockets.values()].flat().forEach((socket) => socket.destroy()));
    const answers = [];
    for (let index = 0; index < ASKED; index += 1) {
      const target = TARGETS[index % TARGETS.length];
      answers.push(await ask(server.port, { target, address: OTHER }));
    }
    const p99 = Math.round(
      percentile(
        answers.map(({ ms }) => ms),
        99,
      ),
    );
    const seen = `${countsOf(answers.map(({ status }) => status))} in ${p99} ms (p99)`;
    must(
      answers.every(({ status }) => status === 200),
      seen,
    );
    must(trial.isShort || p99 <= MOST_MS, seen);
    if (trial.isShort) return seen;
    const closed: string[] = [];
    for (const [kind, { seconds, reads }] of Object.entries(KINDS)) {
      if (!reads) continue;
      const open = sockets.get(kind)!.filter((socket) => !socket.closed);
      const all = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      const late = sleep(Math.max(0, begin + 1000 * seconds + 5_000 - performance.now()), 'late');
      must((await Promise.race([Promise.all(all), late])) !== 'late', `${kind}: open after ${seconds} s`);
      closed.push(`${kind} closed after ${Math.round((performance.now() - begin) / 1000)} s`);
    }
    return `${seen}; ${closed.join(', ')}`;
  },
};
