/** How a figure is cited: with everything that it takes to find and check it, and an address that stays as it is. */
import { wholeRange } from '../../engine/range-figure.js';
import { canBeAdded, dataSetsOf } from '../../engine/windows.js';
import { formatStart, stepWindow } from '../../metrics/periods.js';
import { isRangeTold, type ModuleRange } from '../../modules/module-question.js';
import { SPAN_WORDS } from '../../modules/request-words.js';
import { formatDay } from '../../../components/formatting/periods.js';
import { coverageText } from '../../../components/view/head.js';
import { flagNotes } from '../../../components/view/head-words.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { copyHtml } from '../frame/fields.js';
import { hrefTo, SITE_NAME } from '../frame/site.js';
import { titleOf, type AddressedFigure } from './addressed-figure.js';
import { queryOf } from './figure-query.js';

/** The instant of the newest delivery behind a module: with it an address shows the same values for good. */
function newestDelivery({ answer }: AddressedFigure, { reading }: PageQuestion): string | null {
  const { companions, breakdown } = answer.series;
  const questions = [answer.series, ...companions, ...(breakdown ? [breakdown] : [])].map(
    ({ question }) => question,
  );
  const deliveries = questions
    .flatMap((question) => dataSetsOf(question, reading.snapshot))
    .flatMap(({ id }) => reading.snapshot.changedBy.get(id) ?? []);
  const [newest] = deliveries.sort((a, b) => b.submission - a.submission);
  return newest?.receivedAt ?? null;
}

/** The instant that was asked for; as of one that is to come, more may still be received. */
function citedAsOf(figure: AddressedFigure, { asOf }: ModuleRange, question: PageQuestion): string | null {
  const asked = figure.answer.series.question.asOf;
  const isOver = asked && question.reading.clock.hasCome(Date.parse(asked));
  return (isOver && asOf) || newestDelivery(figure, question);
}

/**
 * The windows that are shown, as a range of which the same is told: the ends of a range would make one figure of windows
 * of which only the latest is told. Where only the number of them would do so, too, it is the usual one.
 */
function shownSpan({ answer }: AddressedFigure, { reading }: PageQuestion): ModuleRange {
  const { question, windows, step } = answer.series;
  const { period } = question;
  // Days before and after are compared as far as the data reach; within a range only as far as that does.
  if (answer.range.splitOn || !windows.length) return { period };
  const [first, last] = [windows[0], windows.at(-1)!];
  const ends = {
    from: formatStart(first.recorded, first.start),
    to: formatStart(last.recorded, stepWindow(period, last, 1, step).start),
  };
  const isAdded = canBeAdded(question, reading.snapshot);
  const tellsSame = (span: ModuleRange): boolean => {
    const asked = { ...question, isOfRange: isAdded && isRangeTold(span, period) };
    return Boolean(wholeRange(asked, windows)) === Boolean(wholeRange(question, windows));
  };
  const span = [ends, { last: windows.length }].find(tellsSame);
  return { ...Object.fromEntries(SPAN_WORDS.map((name) => [name, null])), ...span, period };
}

/** What of the figure weakens it: coverage that is not whole, and flags. That it is of few services the coverage says. */
function weaknesses({ data, answer }: AddressedFigure): string[] {
  const { flags, coverage } = data.figure!;
  const told = flags.filter((flag) => flag !== 'PARTIAL');
  return [coverageText(data, data.figure!, answer.lang) ?? '', ...flagNotes(told, coverage, answer.lang)];
}

export function citeSection(
  figure: AddressedFigure,
  range: ModuleRange,
  question: PageQuestion,
): Markup | null {
  const { data } = figure;
  const asOf = citedAsOf(figure, range, question);
  if (!data.figure || !asOf) return null;
  const { publisher, freshness } = data;
  const path = `${figure.path}${queryOf({ ...range, ...shownSpan(figure, question), asOf })}`;
  const received = freshness?.lastReceivedAt && formatDay(freshness.lastReceivedAt);
  const by = publisher!.name;
  const sentences = [
    by.charAt(0).toUpperCase() + by.slice(1),
    `“${titleOf(figure)}”, ${data.figure.period.label}: ${data.figure.formatted}`,
    ...weaknesses(figure),
    `${SITE_NAME}${received ? `, data received ${received}` : ''}`,
    publisher!.licence,
    question.site.base + path,
  ];
  return html`<section class="app-online" aria-labelledby="cite">
    <h2 class="govuk-heading-l" id="cite">Cite</h2>
    ${copyHtml(
      'cite-text',
      'Reference',
      html`<a class="govuk-link" href="${hrefTo(question.site)(path)}">The address in it</a> shows the same
        periods with the values ${asOf === range.asOf ? 'as they were known then' : 'as they are known now'},
        also when they are corrected later.`,
      { rows: 4, text: sentences.filter(Boolean).join('. ') },
    )}
  </section>`;
}
