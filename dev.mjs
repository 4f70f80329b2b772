/**
 * `npm run dev`: builds once, then rebuilds what changes and restarts the server. Three things at once in one process
 * group, so that Ctrl-C ends them all.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { buildEmbed } from './components/build.mjs';

/** Editors write a file in several steps. */
const SETTLE_MS = 150;

const children = [];

function run(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  children.push(child);
  child.on('exit', (code) => stop(code ?? 0));
}

function stop(code) {
  for (const child of children) child.kill('SIGTERM');
  process.exit(code);
}

async function bundle() {
  try {
    const { version } = await buildEmbed();
    console.log(`elements ${version}`);
  } catch (error) {
    // esbuild has said where; the next change tries again.
    console.error(`the elements are not built: ${error.message}`);
  }
}

let timer;
watch('components', { recursive: true }, (_event, name) => {
  if (!/\.(ts|css)$/.test(name ?? '')) return;
  clearTimeout(timer);
  timer = setTimeout(bundle, SETTLE_MS);
});

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
run('npx', ['tsc', '--watch', '--preserveWatchOutput']);
run(process.execPath, ['--watch', 'dist/server/cli/main.js', 'serve']);
