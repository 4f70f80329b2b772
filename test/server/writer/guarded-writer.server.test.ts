/** The writer of a server whose file is no longer what was opened, as built. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { migrateUp } from '../../../server/db/index.js';

const built = (file: string): string => JSON.stringify(pathToFileURL(`dist/server/${file}`).href);

let directory: string;
beforeEach(async () => {
  if (!existsSync('dist/server/main.js')) throw new Error('dist is not there: run `npm run build`');
  directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  await migrateUp(`sqlite:${directory}/perf.sqlite`);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Stores an organisation, does something to the file, and tries to store another: what came of each. */
function outcomes(deed: string): unknown {
  const file = join(directory, 'script.mjs');
  writeFileSync(
    file,
    `import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
     import { guardDatabase, openReader } from ${built('db/index.js')};
     import { createLog } from ${built('log.js')};
     import { KeptWriter } from ${built('writer/kept-writer.js')};
     const path = ${JSON.stringify(join(directory, 'perf.sqlite'))};
     const url = 'sqlite:' + path;
     const lines = [];
     const log = createLog('info', { write: (line) => lines.push(JSON.parse(line)) });
     const reader = await openReader(url);
     const guard = await guardDatabase(reader, url, log);
     const writer = new KeptWriter(url, { log, guard });
     await writer.started;
     const store = async (slug) => {
       const source = { kind: 'organisations', name: 'rows', header: ['slug', 'name', 'kind'], rows: [[slug, slug, 'agency']] };
       try {
         const { receipt } = await writer.run('import', { sources: [source], options: { now: new Date(), source: 'test' } });
         return receipt.total.inserted;
       } catch ({ code, httpStatus, retryAfter }) {
         return { code, httpStatus, retryAfter };
       }
     };
     const before = await store('a');
     const during = store('b');
     ${deed}
     const told = [before, await during, await store('c')];
     guard.close();
     await writer.close();
     await reader.destroy();
     const fatal = lines.filter(({ level }) => level === 'fatal').map(({ msg }) => msg);
     console.log(JSON.stringify({ told, fatal }));`,
  );
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

test.each([
  [
    'is removed',
    'rmSync(path);',
    'DATABASE_MOVED',
    'perf.sqlite was removed while it was in use: stop this server',
  ],
  [
    'is replaced',
    "copyFileSync(path, path + '.new'); renameSync(path + '.new', path);",
    'DATABASE_MOVED',
    'perf.sqlite was replaced while it was in use: stop this server',
  ],
  [
    'has lost its log',
    "rmSync(path + '-wal');",
    'DATABASE_MOVED',
    'perf.sqlite-wal was removed while it was in use: stop this server',
  ],
  [
    'met damage',
    "guard.report(new Error('database disk image is malformed'));",
    'DATABASE_DAMAGED',
    'perf.sqlite is damaged (database disk image is malformed): stop everything that uses it',
  ],
])('nothing that is stored, or about to be, in a file that %s is acknowledged', (_what, deed, code, said) => {
  const refused = { code, httpStatus: 503, retryAfter: 60 };
  expect(outcomes(deed)).toEqual({
    told: [1, refused, refused],
    fatal: [expect.stringContaining(said)],
  });
  expect(existsSync(join(directory, 'perf.sqlite.damaged'))).toBe(code === 'DATABASE_DAMAGED');
});
