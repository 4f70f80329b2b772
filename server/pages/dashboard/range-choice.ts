/** What a reader chose for all modules of a dashboard at once: read from the address, asked for by a plain form. */
import { assertDays } from '../../modules/days-range.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import {
  choiceQuery,
  pickedChoice,
  pickerHtml,
  pickerView,
  type RangeChoice,
} from '../../../components/view/picker.js';
import type { PageQuestion } from '../frame/answers.js';
import { parseFigureQuery } from '../figure/figure-query.js';
import { hrefTo } from '../frame/site.js';

/** The fields of the form, and every parameter of a dashboard's address. */
export const CHOICE_PARAMETERS = ['range', 'since', 'until', 'compare-to', 'split-on'];

export const choiceOf = ({ query }: PageQuestion): RangeChoice => pickedChoice((name) => query.get(name));

/** The clean query that a form's answer leads to, or null if the address is clean. */
export function cleanChoice(question: PageQuestion): string | null {
  const { query } = question;
  const given = CHOICE_PARAMETERS.filter((name) => query.has(name)).map((name) => [name, query.get(name)!]);
  const clean = choiceQuery(choiceOf(question));
  return clean === (given.length ? `?${new URLSearchParams(given)}` : '') ? null : clean;
}

/**
 * What modules are asked in place of their own range and comparison.
 *
 * @throws ArgumentError that names the parameter.
 */
export function rangeOfChoice(choice: RangeChoice): ModuleRange {
  const { range, since, until, compareTo, splitOn } = parseFigureQuery(
    new URLSearchParams(choiceQuery(choice)),
  );
  assertDays({ since, until, splitOn });
  return {
    ...(range && { range }),
    ...(since && { since }),
    ...(until && { until }),
    ...(compareTo !== undefined && !splitOn && { compareTo }),
    ...(splitOn && { splitOn }),
  };
}

/** The element that frames the modules of a page, with the form that works without it. */
export function frameHtml(content: HtmlPart, question: PageQuestion): Markup {
  const choice = choiceOf(question);
  const { range, since, until, compareTo, splitOn } = choice;
  const words = { range, since, until, 'compare-to': compareTo, 'split-on': splitOn };
  const attributes = Object.entries(words).map(([name, word]) => attr(name, word));
  return html`<perf-dashboard${attributes}>
    ${pickerHtml(pickerView(choice, 'en'), hrefTo(question.site)(question.path))} ${content}
  </perf-dashboard>`;
}
