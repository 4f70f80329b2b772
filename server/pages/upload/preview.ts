/** What publishing would do: what changes, what looks like a mistake, and the figures as readers would see them. */
import type { DryRun } from '../../ingest/import.js';
import type { Reading } from '../../loaders/reading.js';
import { readModules } from '../../loaders/modules.js';
import { inputsOf, textIn } from '../../metrics/definitions.js';
import { parseRecordedWindow } from '../../metrics/periods.js';
import { serviceSubject, type Service } from '../../store/subject.js';
import type { ChangedRow } from '../../submissions/changed-rows.js';
import { Assembler } from '../../wording/assembler.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { moduleContent } from '../../drawing/module-content.js';
import { tableHtml } from '../frame/table.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion } from './answers.js';
import { remarksOf, shareRemarks } from './checks.js';
import { measureName, periodWords, splitWords } from './words.js';

const MOST_SHOWN = 200;
/** More rows than this are there for who wants to see them. */
const MOST_OPEN = 12;
const MOST_FIGURES = 6;
const MOST_WARNINGS = 20;

const number = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en-GB'));

const kindOfChange = ({ before, after }: ChangedRow): string =>
  before === null ? 'New' : after === null ? 'Taken back, or no number any more' : 'Changed';

export function changesHtml({ changes, receipt }: DryRun, { reading }: SignedInQuestion): Markup {
  const { inserted, updated, withdrawn, unchanged } = receipt.total;
  const shown = changes.slice(0, MOST_SHOWN);
  const all = inserted + updated + withdrawn;
  const table =
    shown.length > 0 &&
    tableHtml<ChangedRow>({
      caption: 'Numbers that change',
      isSmall: true,
      columns: [
        { label: 'What', cell: ({ measure }) => measureName(reading.catalogue, measure) },
        { label: 'Split', cell: ({ dimensions }) => splitWords(dimensions) },
        { label: 'Period', cell: periodWords },
        { label: 'Before', isNumber: true, cell: ({ before }) => number(before) },
        { label: 'After', isNumber: true, cell: ({ after }) => number(after) },
        { label: 'Change', cell: kindOfChange },
      ],
      rows: shown,
    });
  const more =
    all > shown.length && html`<p class="govuk-body">And ${count(all - shown.length, 'more number')}.</p>`;
  return html`<h2 class="govuk-heading-l">What changes</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${inserted > 0 && html`<li>${count(inserted, 'number')} new</li>`}
      ${updated > 0 && html`<li>${count(updated, 'number')} changed: what was there before stays in the history</li>`}
      ${withdrawn > 0 && html`<li>${count(withdrawn, 'number')} taken back</li>`}
      ${unchanged > 0 && html`<li>${count(unchanged, 'number')} as before</li>`}
    </ul>
    ${
      shown.length > MOST_OPEN
        ? html`<details class="app-more app-more--apart">
            <summary class="app-more__summary">Each number that changes</summary>
            ${table} ${more}
          </details>`
        : table
    }`;
}

/** What is possible and looks like a mistake. */
export const warningsHtml = (warnings: readonly string[]): Markup | false =>
  warnings.length > 0 &&
  html`<section class="app-warnings" aria-labelledby="check">
    <h2 class="govuk-heading-m" id="check">Please check</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${warnings.slice(0, MOST_WARNINGS).map((warning) => html`<li>${warning}</li>`)}
    </ul>
    ${
      warnings.length > MOST_WARNINGS &&
      html`<p class="govuk-body">And ${count(warnings.length - MOST_WARNINGS, 'more remark')}.</p>`
    }
  </section>`;

interface Preview {
  warnings: string[];
  /** The figures that are made of what changes, as they are and as they would be. */
  figures: { label: string; before: ModuleData | null; after: ModuleData | null }[];
}

export async function previewOf(
  service: Service,
  { data, changes, receipt }: DryRun,
  question: SignedInQuestion,
): Promise<Preview> {
  const { reading, publishing } = question;
  const told = receipt.warnings.map(({ message }) => message);
  if (changes.length === 0) return { warnings: told, figures: [] };
  const after = await publishing.readingWith(data);
  const measures = [...new Set(changes.map(({ measure }) => measure))];
  const remarks: string[] = [];
  for (const measure of measures) {
    const rows = changes.filter((row) => row.measure === measure && row.service === service.slug);
    remarks.push(...(await remarksOfMeasure(service, measure, { rows, reading, after })));
  }
  const figures = await figuresOf(service, measures, { after, question });
  const starts = new Set(changes.map(({ start }) => start));
  const shares = figures.flatMap(({ label: name, after: module }) =>
    module?.series ? shareRemarks({ name, series: module.series }, starts) : [],
  );
  return { warnings: [...told, ...shares, ...remarks], figures };
}

async function remarksOfMeasure(
  service: Service,
  measure: string,
  { rows, reading, after }: { rows: readonly ChangedRow[]; reading: Reading; after: Reading },
): Promise<string[]> {
  const then = after.catalogue.dataSet(service.id, measure);
  if (!then) return [];
  const now = reading.catalogue.dataSet(service.id, measure);
  const held = {
    before: now ? await reading.publicWindows(now.facts) : [],
    after: await after.publicWindows(then.facts),
  };
  return [...new Set(rows.map(({ period }) => period))].flatMap((period) => {
    const changed = rows.flatMap((row) =>
      row.period === period ? [parseRecordedWindow(period, row.start)!.start] : [],
    );
    return remarksOf({
      name: measureName(after.catalogue, measure),
      before: held.before.filter(({ window }) => window.recorded === period),
      after: held.after.filter(({ window }) => window.recorded === period),
      changed: new Set(changed),
      bestRating: then.entity.bestRating,
    });
  });
}

async function figuresOf(
  service: Service,
  measures: readonly string[],
  { after, question }: { after: Reading; question: SignedInQuestion },
): Promise<Preview['figures']> {
  const subject = after.catalogue.subject('SERVICE', service.slug) ?? serviceSubject(service);
  const metrics = after.catalogue
    .metricsOf(subject)
    .filter(({ formula }) => inputsOf(formula).some((measure) => measures.includes(measure)))
    .slice(0, MOST_FIGURES);
  const requests = metrics.map(({ key }) => ({ service: service.slug, metric: key }));
  const before = await modulesOf(question.reading, requests, question);
  const then = await modulesOf(after, requests, question);
  return metrics.map(({ texts }, at) => ({
    label: textIn(texts.label, 'en'),
    before: before[at],
    after: then[at],
  }));
}

async function modulesOf(
  reading: Reading,
  requests: readonly { service: string; metric: string }[],
  { site }: SignedInQuestion,
): Promise<(ModuleData | null)[]> {
  const assembler = new Assembler(reading, site);
  const outcomes = await readModules(reading, requests);
  return outcomes.map((outcome) => (outcome.problem ? null : assembler.module(outcome.answer)));
}

export const figuresHtml = ({ figures }: Preview): HtmlPart =>
  figures.length > 0 &&
  html`<h2 class="govuk-heading-l app-publish">What readers will see</h2>
    <div class="app-board">
      ${figures.map(
        ({ label, before, after }) =>
          html`<div class="app-board__module">
            <p class="govuk-body app-before">
              ${label} today: <strong>${before?.figure?.formatted ?? 'nothing'}</strong>
            </p>
            <div class="perf-module">
              ${after && moduleContent(after, { lang: 'en', headingLevel: 3, hasStyles: true, isInDashboard: true, noTable: true })}
            </div>
          </div>`,
      )}
    </div>`;
