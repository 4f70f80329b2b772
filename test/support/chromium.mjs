/**
 * Finds the Chromium that the browser tests drive: the one CHROMIUM_PATH names (or one of Debian's) where it starts, else the
 * one that ships inside `@sparticuz/chromium`, unpacked once into node_modules/.cache. Plain JavaScript, because
 * jest.config.mjs needs it before anything is transformed.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** The one without windows first: a page in it takes a quarter of the time. */
const DEBIANS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const FLAGS = ['--no-sandbox', '--disable-gpu'];
const START_MS = 30_000;

/**
 * @returns {Promise<{ path?: string, said: string }>} the path of one that starts, if any does, and a line about it
 */
export async function findChromium({ CHROMIUM_PATH: named } = process.env) {
  const wanted = named ?? DEBIANS.find((path) => existsSync(path)) ?? DEBIANS[0];
  const own = existsSync(wanted) ? await start(wanted) : { trouble: 'is not there' };
  if (own.version) return { path: wanted, said: `Chromium ${own.version}: ${wanted}` };
  const trouble = `${wanted}${named ? ' (CHROMIUM_PATH)' : ''} ${own.trouble}`;
  try {
    const path = await unpacked();
    const packaged = await start(path);
    if (packaged.version)
      return { path, said: `Chromium ${packaged.version}: that of @sparticuz/chromium, for ${trouble}` };
    return { said: `${trouble}, and that of @sparticuz/chromium ${packaged.trouble}` };
  } catch (error) {
    return { said: `${trouble}, and that of @sparticuz/chromium cannot be unpacked: ${firstLine(error)}` };
  }
}

const firstLine = (error) => String(error instanceof Error ? error.message : error).split('\n', 1)[0];

/** Only a start tells: in some containers a Chromium that names its version cannot open a page. */
async function start(executablePath) {
  const { chromium } = await import('playwright-core');
  try {
    const browser = await chromium.launch({ executablePath, args: FLAGS, timeout: START_MS });
    const version = browser.version();
    await browser.close();
    return { version };
  } catch (error) {
    return { trouble: `does not start (${reasonOf(error)})` };
  }
}

/** Playwright tells first what it did, and somewhere below what the browser said. */
function reasonOf(error) {
  const said = /^.*(?:\[err\]|error while loading).*$/m.exec(String(error))?.[0].trim();
  return (said ?? firstLine(error)).slice(0, 200);
}

async function unpacked() {
  const packageFolder = join(MODULES, '@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(MODULES, '.cache', `perfplat-chromium-${version}`);
  const path = join(folder, 'start.sh');
  if (existsSync(path)) return path;
  await mkdir(dirname(folder), { recursive: true });
  // Renamed when it is whole: two runs may unpack at once, and one may be broken off.
  const begun = await mkdtemp(`${folder}-`);
  try {
    await unpack(begun);
    await writeFile(join(begun, 'fonts.conf'), fontsOf(folder));
    await writeFile(join(begun, 'start.sh'), STARTER, { mode: 0o755 });
    await rename(begun, folder).catch((error) => {
      if (!existsSync(path)) throw error;
    });
  } finally {
    await rm(begun, { recursive: true, force: true });
  }
  return path;
}

/** The package unpacks into the temporary folder, and the libraries only where it believes to be at Amazon's. */
async function unpack(folder) {
  const code =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()";
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: dirname(MODULES),
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
}

/** A machine with Node alone has neither libnss nor a font. */
const STARTER = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
export LD_LIBRARY_PATH="$here/al2023/lib:$here" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

/** The fonts of the machine where it has any; else Arimo, which is as wide as Liberation Sans, letter by letter. */
const fontsOf = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(MODULES, '@expo-google-fonts/arimo')}</dir>
  <dir>${join(folder, 'fonts/fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <alias><family>Arial</family><accept><family>Liberation Sans</family><family>Arimo</family></accept></alias>
  <alias><family>Helvetica</family><accept><family>Liberation Sans</family><family>Arimo</family></accept></alias>
  <alias><family>sans-serif</family><accept><family>Liberation Sans</family><family>Arimo</family></accept></alias>
</fontconfig>
`;
