/** What is different between two states of a dashboard, in words. */
import { type DefinitionChange, differenceOf } from '../../../modules/definition-difference.js';
import type { Written } from '../../../modules/stored-definition.js';
import type { Catalogue } from '../../../store/catalogue.js';
import { lowerFirst } from '../../../wording/phrases.js';
import { html, type Markup } from '../../../../components/view/html.js';
import { boxed, tableHtml } from '../../frame/table.js';
import { count } from '../../frame/texts.js';
import { draftOf, modulesOf } from '../draft.js';
import { choiceText, fieldLabel, unsetText } from '../labels.js';
import { metricName, moduleName, splitName, subjectName } from '../words.js';

const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', cy: 'Welsh' };

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
  if (first !== 'sections' && first !== 'modules')
    return `${fieldLabel('dashboard', first)}${language(second)}`;
  const part = first === 'sections' ? 'section' : 'module';
  const name = part === 'section' ? `Section ${Number(second) + 1}` : (modules.get(second) ?? second);
  return `${name}: ${lowerFirst(fieldLabel(part, third ?? ''))}${language(fourth)}`;
}

/** The slugs of what stands on a dashboard. */
const slugsIn = (definition: Written): Set<string> =>
  new Set(modulesOf(draftOf(definition)).map(({ slug }) => slug));

/** @param there the slugs of what stands on the dashboard in that state */
function valueOf(
  path: string,
  value: string | null,
  there: ReadonlySet<string>,
  { catalogue, modules }: Names,
): string {
  const [part, slug = '', ...inner] = path.split('.');
  const word = inner.at(-1) ?? part ?? '';
  if (value === null || value === '')
    return part === 'modules' && !there.has(slug) ? 'Not there' : unsetText(word);
  if (word === 'modules')
    return value
      .split(', ')
      .map((slug) => modules.get(slug) ?? slug)
      .join(', ');
  if (word === 'metric') return metricName(catalogue, value);
  if (word === 'by') return splitName(value);
  if (word === 'subject') return subjectName(catalogue, value);
  if (word === 'owner') return subjectName(catalogue, `organisation/${value}`);
  if (value === 'true' || value === 'false') return value === 'true' ? 'yes' : 'no';
  return choiceText(word, value);
}

/** A table of what is different; a sentence where nothing is. */
export function differenceHtml(
  [before, after]: readonly [Written, Written],
  [beforeName, afterName]: readonly [string, string],
  catalogue: Catalogue,
): Markup {
  const names = namesIn([before, after], catalogue);
  const changes = differenceOf(before, after);
  const [had, has] = [slugsIn(before), slugsIn(after)];
  if (changes.length === 0) return html`<p class="govuk-body">Nothing is different.</p>`;
  return tableHtml<DefinitionChange>({
    caption: 'What is different',
    isSmall: true,
    columns: [
      { label: 'Where', cell: ({ path }) => placeOf(path, names) },
      { label: beforeName, cell: ({ path, before: value }) => boxed(valueOf(path, value, had, names)) },
      { label: afterName, cell: ({ path, after: value }) => boxed(valueOf(path, value, has, names)) },
    ],
    rows: changes,
  });
}

/** A sentence that says where something is different; the words of figures that come or go are not told one by one. */
export function differenceWords(before: Written, after: Written, catalogue: Catalogue): string {
  const [had, has] = [slugsIn(before), slugsIn(after)];
  const names = namesIn([before, after], catalogue);
  const [first, ...more] = differenceOf(before, after)
    .map(({ path }) => path.split('.'))
    .filter(([part, slug]) => part !== 'modules' || (had.has(slug!) && has.has(slug!)))
    .map((path) => placeOf(path.join('.'), names));
  if (first === undefined) return '';
  return `${first}${more.length > 0 ? ` (and ${count(more.length, 'other change')})` : ''}.`;
}
