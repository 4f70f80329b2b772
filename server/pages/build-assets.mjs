#!/usr/bin/env node
/**
 * Makes the pages' style sheet in dist/assets/: of govuk-frontend the rules for the classes that server/pages uses
 * (without its font, which belongs to GOV.UK), then server/pages/styles/. Its name holds a hash, so it never changes;
 * manifest.json says what it is called. Beside it copies of the pictures, and server/pages/scripts/ for browsers.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const FONT = 'Arial, Helvetica, sans-serif';

/** Splits a sheet into its outermost rules: `{ head, body }`; `body` is null for statements like `@charset`. */
export function rulesOf(css) {
  const rules = [];
  let [start, open, depth, quote] = [0, 0, 0, ''];
  for (let i = 0; i < css.length; i++) {
    const char = css[i];
    if (quote) {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '{' && depth++ === 0) open = i;
    else if (char === ';' && depth === 0) {
      rules.push({ head: css.slice(start, i).trim(), body: null });
      start = i + 1;
    } else if (char === '}' && --depth === 0) {
      rules.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, i) });
      start = i + 1;
    }
  }
  return rules;
}

/** A selector is kept if every class in it is used; one without classes (`:root`) always is. */
const isUsed = (selector, used) =>
  [...selector.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].every(([, name]) => used.has(name));

/** The rules of `css` for the classes in `used`, and what they stand in. */
export function only(css, used) {
  const kept = rulesOf(css.replace(/\/\*[\s\S]*?\*\//g, '')).map(({ head, body }) => {
    if (body === null || head.startsWith('@font-face')) return '';
    if (/^@(media|supports|layer|container)/.test(head)) {
      const inside = only(body, used);
      return inside && `${head}{${inside}}`;
    }
    if (head.startsWith('@')) return `${head}{${body}}`;
    // Commas inside :is(…) do not part selectors.
    const selectors = head.split(/,(?![^(]*\))/).filter((selector) => isUsed(selector, used));
    return selectors.length ? `${selectors.join(',')}{${body}}` : '';
  });
  return kept.join('');
}

/** Every word of the templates that may be a class of govuk-frontend. */
async function usedClasses() {
  const files = (await readdir(HERE, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(files.map((name) => readFile(join(HERE, name), 'utf8')));
  return new Set(texts.flatMap((text) => text.match(/govuk-[\w-]+/g) ?? []));
}

export async function pageCss() {
  const require = createRequire(import.meta.url);
  const govuk = await readFile(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8');
  const base = only(govuk, await usedClasses()).replaceAll('GDS Transport,arial,sans-serif', FONT);
  const names = (await readdir(join(HERE, 'styles'))).sort();
  const own = await Promise.all(names.map((name) => readFile(join(HERE, 'styles', name), 'utf8')));
  const { code } = await transform([base, ...own].join('\n'), {
    loader: 'css',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
  });
  return code;
}

/** @param {string} outdir folder that is replaced */
export async function buildAssets(outdir = join(HERE, '../../dist/assets')) {
  const css = await pageCss();
  const name = `page-${createHash('sha256').update(css).digest('hex').slice(0, 10)}.css`;
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, name), css);
  const pictures = await readdir(join(HERE, 'pictures'));
  for (const picture of pictures) await copyFile(join(HERE, 'pictures', picture), join(outdir, picture));
  const scripts = (await readdir(join(HERE, 'scripts'))).filter((name) => name.endsWith('.ts')).sort();
  await build({
    entryPoints: scripts.map((name) => join(HERE, 'scripts', name)),
    ...{ outdir, bundle: true, minify: true, format: 'esm', target: 'es2022', logLevel: 'warning' },
  });
  const code = scripts.map((name) => name.replace(/ts$/, 'js'));
  const manifest = { styles: [name], files: [name, ...pictures, ...code] };
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { name, bytes: css.length };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { name, bytes } = await buildAssets();
  console.log(`dist/assets/${name}: ${bytes} bytes`);
}
