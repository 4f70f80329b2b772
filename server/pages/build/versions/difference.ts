/** What is different between two states of a dashboard, in words. */
import { type DefinitionChange, differenceOf } from '../../modules/definition-difference.js';
import { writtenChoice } from '../../modules/request-words.js';
import type { Written } from '../../modules/stored-definition.js';
import type { Catalogue } from '../../store/catalogue.js';
import { html, type Markup } from '../../../components/view/html.js';
import { PERIOD_TEXTS } from '../figure/figure-query.js';
import { boxed, tableHtml } from '../frame/table.js';
import { count } from '../frame/texts.js';
import { draftOf, modulesOf } from './draft.js';
import { metricName, moduleName, SIZE_TEXTS, splitName } from './words.js';

const WORDS: Readonly<Record<string, string>> = {
  title: 'title',
  description: 'what it is for',
  subject: 'subject',
  owner: 'owner',
  'is-own-page': 'page of its subject',
  metric: 'what it shows',
  by: 'split',
  chart: 'drawn as',
  period: 'period',
  'compare-to': 'compared with',
  last: 'number of periods',
  top: 'number of parts',
  size: 'width',
  from: 'first period',
  to: 'up to',
  modules: 'figures and texts, in order',
};
const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', cy: 'Welsh' };

const wordOf = (word: string): string => WORDS[word] ?? splitName(word).toLowerCase();

interface Names {
  catalogue: Catalogue;
  /** What modules are called, by their slugs. */
  modules: ReadonlyMap<string, string>;
}

const namesIn = (definitions: readonly Written[], catalogue: Catalogue): Names => ({
  catalogue,
  modules: new Map(
    definitions.flatMap((each) =>
      modulesOf(draftOf(each)).map(({ slug, words }): [string, string] => [
        slug,
        moduleName(catalogue, words),
      ]),
    ),
  ),
});

function placeOf(path: string, { modules }: Names): string {
  const [first = '', second = '', third, fourth] = path.split('.');
  const language = (word: string | undefined): string =>
    word && LANGUAGES[word] ? `, ${LANGUAGES[word]}` : '';
  if (first === 'sections') return `Section ${Number(second) + 1}: ${wordOf(third ?? '')}${language(fourth)}`;
  if (first === 'modules') {
    return `${modules.get(second) ?? second}: ${wordOf(third ?? '')}${language(fourth)}`;
  }
  return `${wordOf(first).replace(/^./, (letter) => letter.toUpperCase())}${language(second)}`;
}

function valueOf(path: string, value: string | null, { catalogue, modules }: Names): string {
  if (value === null || value === '') return 'nothing';
  const word = path.split('.').at(-1);
  if (word === 'modules')
    return value
      .split(', ')
      .map((slug) => modules.get(slug) ?? slug)
      .join(', ');
  if (word === 'metric') return metricName(catalogue, value);
  if (word === 'by') return splitName(value);
  if (word === 'period') {
    return Object.entries(PERIOD_TEXTS).find(([key]) => writtenChoice(key) === value)?.[1] ?? value;
  }
  if (word === 'size') return SIZE_TEXTS[value] ?? value;
  return value === 'true' ? 'yes' : value;
}

/** A table of what is different; a sentence where nothing is. */
export function differenceHtml(
  [before, after]: readonly [Written, Written],
  [beforeName, afterName]: readonly [string, string],
  catalogue: Catalogue,
): Markup {
  const names = namesIn([before, after], catalogue);
  const changes = differenceOf(before, after);
  if (changes.length === 0) return html`<p class="govuk-body">Nothing is different.</p>`;
  return tableHtml<DefinitionChange>({
    caption: 'What is different',
    isSmall: true,
    columns: [
      { label: 'Where', cell: ({ path }) => placeOf(path, names) },
      { label: beforeName, cell: ({ path, before: value }) => boxed(valueOf(path, value, names)) },
      { label: afterName, cell: ({ path, after: value }) => boxed(valueOf(path, value, names)) },
    ],
    rows: changes,
  });
}

/** A sentence that says where something is different; the words of figures that come or go are not told one by one. */
export function differenceWords(before: Written, after: Written, catalogue: Catalogue): string {
  const [had, has] = [before, after].map((each) => new Set(modulesOf(draftOf(each)).map(({ slug }) => slug)));
  const names = namesIn([before, after], catalogue);
  const [first, ...more] = differenceOf(before, after)
    .map(({ path }) => path.split('.'))
    .filter(([part, slug]) => part !== 'modules' || (had!.has(slug!) && has!.has(slug!)))
    .map((path) => placeOf(path.join('.'), names));
  if (first === undefined) return '';
  return `${first}${more.length > 0 ? ` (and ${count(more.length, 'other change')})` : ''}.`;
}
