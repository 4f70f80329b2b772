/** The process of steps.ts: counts the steps of `file` for each of `inputs`. */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';

const { file, inputs } = JSON.parse(readFileSync(0, 'utf8'));
const NAME = 'counted.cjs';

const { outputFiles } = await build({
  entryPoints: [file],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  write: false,
});
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const module = { exports: {} };
const code = `(function (module, require) {${outputFiles[0].text}\n})`;
runInThisContext(code, { filename: NAME })(module, createRequire(import.meta.url));

/** Taking the counts begins them anew. */
async function steps() {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url === NAME)
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

const counts = [];
await steps();
for (const input of inputs) {
  await module.exports.default(input);
  counts.push(await steps());
}
console.log(JSON.stringify(counts));
