/** `/embed`: what is embedded, how, and the code to copy. Complete as a plain form; nothing is stored. */
import { ArgumentError } from '../../errors.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { valueOf } from '../figure/figure-query.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { page } from '../frame/layout.js';
import { hrefTo } from '../frame/site.js';
import { placeHtml, searchHtml } from './choose.js';
import { codeHtml, WAY_TEXTS, waysOf } from './codes.js';
import { embedForm, problemHtml } from './embed-form.js';
import { readEmbedded, wordsFor, type Embedded } from './embedded.js';
import { placeSheetPath, previewHtml } from './preview.js';
import { settingsOf, type Settings } from './settings.js';
import { addressIn, findTarget, titleOfPlace, type Place, type Target } from './target.js';
import { isTicked } from './theme.js';

const LEAD =
  'Put a figure or a whole dashboard on any page: choose it, see it as it will stand there, and copy the code.';

interface Answered {
  heading: string;
  caption?: string;
  hasModules?: boolean;
  sheet?: string;
  main: HtmlPart;
}

function answer({ heading, caption, hasModules, sheet, main }: Answered, question: PageQuestion): PageAnswer {
  const { site, query } = question;
  return pageAnswer(
    page(site, {
      title: heading === 'Embed figures' ? heading : `Embed: ${heading}`,
      description: LEAD,
      path: '/embed',
      isUnlisted: query.size > 0,
      hasModules,
      sheets: sheet === undefined ? [] : [sheet],
      scripts: ['/assets/copy-text.js'],
      main: html`<div class="app-title">
          ${caption && html`<span class="govuk-caption-xl">${caption}</span>`}
          <h1 class="govuk-heading-xl">${heading}</h1>
        </div>
        ${main}`,
    }),
  );
}

const againHtml = ({ site }: PageQuestion): Markup =>
  html`<p class="govuk-body app-more">
    <a class="govuk-link" href="${hrefTo(site)('/embed')}">Embed something else</a>
  </p>`;

const start = (asked: string, question: PageQuestion): PageAnswer =>
  answer(
    {
      heading: 'Embed figures',
      main: html`<p class="govuk-body-l">${LEAD}</p>
        ${searchHtml(asked, question)}
        <p class="govuk-body">
          Does a Content-Security-Policy stand in the way?
          <a class="govuk-link" href="${hrefTo(question.site)('/embed/policy')}">Check it</a>
        </p>`,
    },
    question,
  );

const choose = (place: Place, question: PageQuestion): PageAnswer =>
  answer(
    {
      ...{ heading: titleOfPlace(place), caption: 'Embed' },
      main: html`${placeHtml(place, question)} ${againHtml(question)}`,
    },
    question,
  );

/** All ways that there are, the chosen one first. */
function codesHtml(embedded: Embedded, settings: Settings, { site }: PageQuestion): Markup {
  const { way } = settings;
  const parts = { embedded, settings, site };
  const others = waysOf(embedded).filter((each) => each !== way);
  return html`<section aria-labelledby="code">
    <h2 class="govuk-heading-l" id="code">${WAY_TEXTS[way].name}: the code</h2>
    ${codeHtml(way, parts)}
    <h3 class="govuk-heading-m">Other ways</h3>
    ${others.map(
      (each) =>
        html`<details class="app-more">
          <summary class="app-more__summary">${WAY_TEXTS[each].name}</summary>
          ${codeHtml(each, parts)}
        </details>`,
    )}
  </section>`;
}

async function shown(target: Target, question: PageQuestion): Promise<PageAnswer> {
  try {
    return await embedded(target, question);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    // Nothing that was typed is lost: the form is drawn with it, of the figure as it is without.
    const plain = await readEmbedded(target, wordsFor(settingsOf(new URLSearchParams()), target), question);
    const main = html`${problemHtml(error)} ${embedForm(plain, question, error)} ${againHtml(question)}`;
    return { ...answer({ heading: plain.title, caption: 'Embed', main }, question), status: 400 };
  }
}

async function embedded(target: Target, question: PageQuestion): Promise<PageAnswer> {
  const asked = settingsOf(question.query);
  const settings = wordsFor(asked, target);
  const read = await readEmbedded(target, settings, question);
  if (!waysOf(read).includes(settings.way)) {
    const names = waysOf(read).join(', ');
    throw new ArgumentError('way', `of this must be one of ${names}, not "${settings.way}"`);
  }
  return answer(
    {
      ...{ heading: read.title, caption: 'Embed', hasModules: true, sheet: placeSheetPath(settings) },
      main: html`${embedForm(read, question)} ${await previewHtml(read, settings, question)}
      ${codesHtml(read, settings, question)} ${againHtml(question)}`,
    },
    question,
  );
}

export async function embedPage(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading, query } = question;
  const asked = valueOf(query, 'of') ?? '';
  const address = addressIn(asked, site);
  const found = address && findTarget(address.path, isTicked(query, 'whole'), reading);
  if (!found) return start(asked, question);
  // What the pasted address asks for counts where the form says nothing else.
  const merged = new URLSearchParams(query);
  for (const [name, value] of address.query) if (!merged.has(name)) merged.append(name, value);
  merged.set('of', address.path);
  const own = { ...question, query: merged };
  return 'place' in found ? choose(found.place, own) : shown(found.target, own);
}
