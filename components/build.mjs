#!/usr/bin/env node
/**
 * Bundles the elements into dist/embed/, a folder that any server can serve as it is:
 *
 *   embed.js                    the loader, the one script that a page names
 *   embed/<version>/…           the elements and their chunks; the version holds a hash, so all is immutable
 *   embed/<version>/module.css  the look of a module for pages that hold one as plain HTML
 *   ….br                        each of them compressed, for servers that send such files
 *   manifest.json               files by when they are fetched, their sizes and integrity hashes
 *
 * `node components/build.mjs`          builds
 * `node components/build.mjs --sizes`  builds, and compares brotli sizes with components/sizes.json: 1 if over
 * `node components/build.mjs --ledger` builds, and writes the sizes into the ledger
 *
 * `--out DIR` builds there in place of dist/embed; DIR is replaced.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { compareSizes } from './compare-sizes.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const LEDGER = join(HERE, 'sizes.json');
const ENTRY = join(HERE, 'index.ts');
const SHEETS = join(HERE, 'elements/module-sheets.ts');

const SHARED = {
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022'],
  minify: true,
  write: false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
};

/** Paths of all files that another one imports when they are wanted. */
function fetchedOnDemand() {
  const names = readdirSync(HERE, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const imports = names.flatMap((name) => {
    const source = readFileSync(join(HERE, name), 'utf8');
    const paths = source.matchAll(/(?<!typeof )\bimport\('(\.[^']+)\.js'\)/g);
    return [...paths].map(([, path]) => join(HERE, dirname(name), `${path}.ts`));
  });
  return new Set(imports);
}

/**
 * Style sheets go in minified, and how they are put together stays here; so does indentation inside Lit's templates.
 *
 * What is fetched on demand always comes after the entry. It is told to import it: otherwise the entry is cut into one
 * file for every set of parts that share some of its code, and each file costs a request and compression.
 */
const compact = {
  name: 'compact',
  setup({ onLoad, onResolve }) {
    // Known before anything is loaded: a file may be loaded for another import first.
    const onDemand = fetchedOnDemand();
    onResolve({ filter: /components\/index\.ts$/ }, ({ path }) => ({ path, sideEffects: true }));
    // With it chart.js works out colours for animations and for what the pointer is over: ours have neither.
    onResolve({ filter: /^@kurkle\/color$/ }, () => ({ path: 'no-colours', namespace: 'left-out' }));
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'export class Color {}' }));
    onLoad({ filter: /components\/(styles\/[\w-]+-css|elements\/sheets)\.ts$/ }, async ({ path }) => {
      const sheets = Object.entries(await sheetsOf(path));
      const contents = sheets
        .map(([name, css]) => `export const ${name} = ${JSON.stringify(css)};`)
        .join('\n');
      return contents ? { contents, loader: 'ts' } : undefined;
    });
    onLoad({ filter: /components\/\w.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const isTemplate = /elements\/[\w-]+\.ts$/.test(path);
      const compacted = isTemplate ? source.replace(/\n[ \t]+/g, '\n') : source;
      const entry = onDemand.has(path) ? `\nimport ${JSON.stringify(ENTRY)};` : '';
      return { contents: compacted + entry, loader: 'ts' };
    });
  },
};

/** @returns the style sheets (texts) that a module exports, minified, by name */
async function sheetsOf(path) {
  const { outputFiles } = await build({ ...SHARED, entryPoints: [path], format: 'cjs', platform: 'node' });
  const module = { exports: {} };
  new Function('module', 'exports', outputFiles[0].text)(module, module.exports);
  const sheets = {};
  for (const [name, css] of Object.entries(module.exports)) {
    if (typeof css !== 'string') continue;
    const { outputFiles: minified } = await build({ ...SHARED, stdin: { contents: css, loader: 'css' } });
    sheets[name] = minified[0].text.trim();
  }
  return sheets;
}

/** The look of a module for pages: the same sheets that elements adopt. */
async function moduleCss() {
  const paths = [
    'styles/head-css.ts',
    'elements/sheets.ts',
    'styles/details-css.ts',
    'styles/picker-css.ts',
    'styles/rows-css.ts',
  ];
  const sheets = await Promise.all(paths.map((path) => sheetsOf(join(HERE, path))));
  return ['perf-module{display:block}', ...sheets.flatMap((each) => Object.values(each)), ''].join('\n');
}

/** @returns the version; files by their path in the folder; `groups`: those paths by when they are fetched */
async function bundle() {
  const { outputFiles, metafile } = await build({
    ...SHARED,
    plugins: [compact],
    entryPoints: { elements: ENTRY, sheets: SHEETS },
    outdir: '/out',
    splitting: true,
    metafile: true,
    chunkNames: '[name]-[hash]',
  });
  const nameOf = (path) => path.replace(/^.*\/out\//, '');
  const files = new Map(outputFiles.map(({ path, contents }) => [nameOf(path), contents]));
  files.set('module.css', new TextEncoder().encode(await moduleCss()));
  const hash = createHash('sha256');
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, contents] of sorted) hash.update(name).update(contents);
  const packageJson = JSON.parse(await readFile(join(HERE, '../package.json'), 'utf8'));
  const version = `${packageJson.version}-${hash.digest('hex').slice(0, 10)}`;
  const pathOf = (name) => `embed/${version}/${name}`;
  const groups = { loader: ['embed.js'], css: [pathOf('module.css')] };
  for (const [group, names] of Object.entries(groupsOf(metafile, nameOf))) groups[group] = names.map(pathOf);
  const textOf = (name) => Buffer.from(files.get(name)).toString();
  const chunkOf = (entry, name) => behindEntry(textOf(`${entry}.js`), name);
  const { outputFiles: loader } = await build({
    ...SHARED,
    entryPoints: [join(HERE, 'embed.ts')],
    // As a classic script it would otherwise leave its names on the page.
    format: 'iife',
    plugins: [compact],
    define: {
      PERF_FILES: JSON.stringify(pathOf('')),
      PERF_ELEMENTS: JSON.stringify(chunkOf('elements', 'definePerfElements')),
      PERF_SHEETS: JSON.stringify(chunkOf('sheets', 'MODULE_SHEETS')),
    },
  });
  const all = new Map([['embed.js', loader[0].contents]]);
  for (const [name, contents] of sorted) all.set(pathOf(name), contents);
  return { version, files: all, groups };
}

/**
 * An entry point that shares its code is a file that only hands on what another one exports under a shorter name. The loader
 * asks for that one itself: it is there a step earlier.
 * @returns the file's name, and what it calls `name`
 */
function behindEntry(text, name) {
  const local = new RegExp(`[{,](\\S+) as ${name}[},]`).exec(text)?.[1];
  for (const [, names, file] of text.matchAll(/import\{([^}]*)\}from"\.\/([^"]+)"/g)) {
    for (const each of names.split(',')) {
      const [exported, as = exported] = each.split(' as ');
      if (as === local) return [file, exported];
    }
  }
  throw new Error(`no file behind the entry point exports ${name}: ${text}`);
}

/**
 * Which files are fetched when: `sheets` with the data of a page, `elements` after them, `reading` when a reader first touches a
 * chart, with `library` if it is of lines and `kinds` if it is not, `document` by a server that does not know its hash. A file that
 * two of them need belongs to the first.
 */
function groupsOf({ outputs }, nameOf) {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [nameOf(path), output]));
  const taken = new Set();
  const closure = (name) => {
    if (taken.has(name)) return [];
    taken.add(name);
    const statics = byName.get(name).imports.filter(({ kind }) => kind === 'import-statement');
    return [name, ...statics.flatMap(({ path }) => closure(nameOf(path)))];
  };
  const chunkOf = (source) =>
    [...byName.keys()].find((name) => byName.get(name).entryPoint?.endsWith(`components/${source}`));
  return {
    sheets: closure('sheets.js').filter((name) => name !== 'sheets.js'),
    elements: closure('elements.js').filter((name) => name !== 'elements.js'),
    kinds: closure(chunkOf('charts/spec/svg-only-spec.ts')),
    reading: closure(chunkOf('elements/reading-tip.ts')),
    library: closure(chunkOf('charts/chart-lib.ts')),
    'take-along': closure(chunkOf('elements/take-along.ts')),
    figure: closure(chunkOf('elements/perf-figure.ts')),
    dashboard: closure(chunkOf('elements/perf-dashboard.ts')),
    services: closure(chunkOf('elements/perf-services.ts')),
    document: closure(chunkOf('client/modules-document.ts')),
  };
}

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
const integrity = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** @param {string} outdir folder that is replaced  @returns the manifest */
export async function buildEmbed(outdir) {
  const { version, files, groups } = await bundle();
  const listed = {};
  const compressed = new Map();
  for (const [path, contents] of files) {
    compressed.set(path, brotli(contents));
    listed[path] = {
      bytes: contents.length,
      brotli: compressed.get(path).length,
      integrity: integrity(contents),
    };
  }
  const sizeOf = (paths) => paths.reduce((sum, path) => sum + listed[path].brotli, 0);
  const sizes = Object.fromEntries(Object.entries(groups).map(([group, paths]) => [group, sizeOf(paths)]));
  const manifest = { version, groups, files: listed, sizes };
  await rm(outdir, { recursive: true, force: true });
  for (const [path, contents] of files) {
    await mkdir(dirname(join(outdir, path)), { recursive: true });
    await writeFile(join(outdir, path), contents);
    await writeFile(join(outdir, `${path}.br`), compressed.get(path));
  }
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function main() {
  const out = process.argv.indexOf('--out');
  const outdir = out > 0 ? process.argv[out + 1] : join(HERE, '../dist/embed');
  const { version, sizes } = await buildEmbed(outdir);
  const ledger = JSON.parse(await readFile(LEDGER, 'utf8'));
  if (process.argv.includes('--ledger')) {
    await writeFile(LEDGER, `${JSON.stringify({ ...ledger, measured: sizes }, null, 2)}\n`);
  } else if (process.argv.includes('--sizes')) {
    const faults = compareSizes(sizes, ledger);
    faults.forEach((fault) => console.error(fault));
    process.exitCode = faults.length ? 1 : 0;
  }
  const line = Object.entries(sizes).map(([part, bytes]) => `${part} ${bytes}`);
  console.log(`${relative('', outdir)} ${version}: ${line.join(', ')} bytes (brotli)`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
