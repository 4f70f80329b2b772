/** What readers see that is no answer over HTTP: published files, and what the command line says. */
import { readFileSync } from 'node:fs';
import { projectFile, said, type Surroundings } from './processes.js';
import type { Entry } from './questions.js';

const FILES = ['schema.graphql', 'docs/metrics.md'];

interface Manifest {
  modules: { declarations?: ({ tagName?: string } & Record<string, unknown>)[] }[];
}

/** What whoever embeds an element can rely on; where its source lies is none of their business. */
const PUBLIC_PARTS = ['tagName', 'description', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties'];

function elementsText(): string {
  const { modules } = JSON.parse(readFileSync(projectFile('custom-elements.json'), 'utf8')) as Manifest;
  const elements = modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .sort((a, b) => (a.tagName! < b.tagName! ? -1 : 1))
    .map((element) => Object.fromEntries(PUBLIC_PARTS.map((part) => [part, element[part]])));
  return JSON.stringify(elements, null, 1);
}

const entryOf = (path: string, status: number, body: string): Entry => ({
  question: { path },
  answer: { status, headers: {}, body, isText: true },
});

export const fileEntries = (): Entry[] => [
  ...FILES.map((path) => entryOf(path, 0, readFileSync(projectFile(path), 'utf8'))),
  entryOf('custom-elements.json', 0, elementsText()),
];

const COMMANDS = [
  [],
  ['--help'],
  ['--version'],
  ['nonsense'],
  ...['serve', 'migrate', 'import', 'demo', 'check'].flatMap((command) => [
    [command, '--help'],
    [command, '--nonsense'],
  ]),
  ['import'],
  ['import', '--measurements', 'nowhere.csv'],
  ['demo', '--until', 'someday'],
  ['demo', '--until', '2100-01-01'],
  ['migrate', 'sideways'],
  ['check'],
];

/** @param surroundings a copy of a database that is not served */
export async function commandEntries(surroundings: Surroundings): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const args of COMMANDS) {
    const { code, stdout, stderr } = await said(surroundings, ...args);
    const text = `${stdout}\n--- errors:\n${stderr}`.replaceAll(surroundings.file, '<database>');
    entries.push(entryOf(['perfplat', ...args].join(' '), code, text));
  }
  return entries;
}
