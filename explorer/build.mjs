#!/usr/bin/env node
/**
 * Bundles the explorer of the API (GraphiQL and its editor) into dist/explorer/<version>/, where the version holds a hash of
 * all files: nothing there ever changes. `index.json` beside it names the version. Its examples are the questions of
 * docs/api.md, and the schema is schema.graphql.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants as zlib } from 'node:zlib';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..');
const compress = promisify(brotliCompress);
const MOST_EXAMPLES = 10;

/** @returns the questions of the document with their headings: `{ title, query }` */
function examplesOf(markdown) {
  const parts = markdown.split(/^### /m).slice(1);
  const examples = parts.flatMap((part) => {
    const query = /^```graphql\n([\s\S]*?)^```/m.exec(part)?.[1];
    return query ? [{ title: part.split('\n', 1)[0], query }] : [];
  });
  return examples.slice(0, MOST_EXAMPLES);
}

/** GraphiQL's style sheet brings its font within it, half a megabyte that no other page has. */
const withoutFonts = {
  name: 'without-fonts',
  setup({ onLoad }) {
    onLoad({ filter: /graphiql[\w/-]*\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      return { contents: css.replace(/@font-face\s*\{[^}]*\}/g, ''), loader: 'css' };
    });
  },
};

const SHARED = {
  bundle: true,
  platform: 'browser',
  target: ['es2022'],
  minify: true,
  write: false,
  outdir: '/',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"' },
};

const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
};

async function filesOf() {
  const [schema, questions] = await Promise.all(
    ['schema.graphql', 'docs/api.md'].map((name) => readFile(join(ROOT, name), 'utf8')),
  );
  const constants = { SCHEMA: JSON.stringify(schema), EXAMPLES: JSON.stringify(examplesOf(questions)) };
  const [page, workers] = await Promise.all([
    build({
      ...SHARED,
      entryPoints: { explorer: join(HERE, 'explorer.jsx') },
      format: 'esm',
      splitting: true,
      jsx: 'automatic',
      define: { ...SHARED.define, ...constants },
      loader: { '.ttf': 'file' },
      plugins: [withoutFonts],
    }),
    build({ ...SHARED, entryPoints: WORKERS, format: 'iife', absWorkingDir: ROOT }),
  ]);
  return [...page.outputFiles, ...workers.outputFiles]
    .map(({ path, contents }) => ({ name: basename(path), contents }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} outdir folder that is replaced */
export async function buildExplorer(outdir = join(ROOT, 'dist/explorer')) {
  const files = await filesOf();
  const hash = createHash('sha256');
  for (const { name, contents } of files) hash.update(name).update(contents);
  const version = hash.digest('hex').slice(0, 10);
  await rm(outdir, { recursive: true, force: true });
  await mkdir(join(outdir, version), { recursive: true });
  let total = 0;
  for (const { name, contents } of files) {
    const path = join(outdir, version, name);
    await writeFile(path, contents);
    const params = {
      [zlib.BROTLI_PARAM_QUALITY]: 9,
      [zlib.BROTLI_PARAM_SIZE_HINT]: contents.length,
    };
    const compressed = await compress(contents, { params });
    await writeFile(`${path}.br`, compressed);
    total += compressed.length;
  }
  await writeFile(join(outdir, 'index.json'), `${JSON.stringify({ version })}\n`);
  return { version, total, files: files.length };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { version, total, files } = await buildExplorer();
  console.log(`dist/explorer/${version}: ${files} files, ${total} bytes (brotli)`);
}
