import { formatDay } from '../formatting/periods.js';
import type { Language, ModuleData } from '../formatting/types.js';
import { breakdownView } from './breakdown.js';
import { detailsTexts, type DetailsTexts } from './details-texts.js';
import { moduleLinks, safeUrl } from './links.js';
import type { DefinitionView, DetailsView, ModuleViewOptions, TableView } from './module-view.types.js';
import { moduleTable } from './table.js';

/**
 * What opens: table, definition, downloads. Pure.
 * @param table the table if it is already made (it does not depend on the selection), or null while it is not seen
 */
export function detailsView(
  data: ModuleData,
  options: ModuleViewOptions,
  table?: TableView | null,
): DetailsView {
  const { lang = 'en', view = 'chart', selected } = options;
  const texts = detailsTexts(lang);
  const hasTable = !options.noTable && hasRows(data);
  const breakdown = options.noTable ? null : breakdownView(data, selected, lang);
  const links = moduleLinks(data, texts, options.noDownload ?? false);
  const definition = definitionOf(data, texts);
  return {
    table: !hasTable ? null : table === undefined ? moduleTable(data, lang, selected) : table,
    breakdown,
    detailsLabel: texts.details(
      (hasTable && view !== 'table') || breakdown !== null,
      definition !== null,
      links.length > 1,
    ),
    definition,
    linksLabel: texts.files,
    links,
    saveLabel: texts.links.csv,
    address: addressOf(data, texts, lang),
  };
}

const hasRows = ({ error, series }: ModuleData): boolean =>
  !error && (series?.lines.some(({ values }) => values.length > 0) ?? false);

function definitionOf({ metric, dataSets = [] }: ModuleData, texts: DetailsTexts): DefinitionView | null {
  if (!metric) return null;
  const formula = metric.formula ? texts.workedOut(metric.formula) : '';
  const said = dataSets.flatMap(({ label, basis, method }) =>
    [basis, method].filter(Boolean).map((text) => `${label}: ${text}`),
  );
  const paragraphs = [metric.description, formula, ...metric.caveats, ...said].filter(Boolean);
  return paragraphs.length ? { heading: texts.definition, paragraphs } : null;
}

function addressOf({ url, freshness }: ModuleData, texts: DetailsTexts, lang: Language): string | null {
  const received = freshness?.lastReceivedAt;
  const parts = [safeUrl(url), received && texts.received(formatDay(received, {}, lang))].filter(Boolean);
  return parts.length ? parts.join(' · ') : null;
}
