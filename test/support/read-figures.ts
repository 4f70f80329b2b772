/** Reads figures back from what people and programs get: HTML, SVG, CSV. */
import { parse } from 'csv-parse/sync';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const textOf = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]);

const first = (html: string, pattern: RegExp): string | null => {
  const found = pattern.exec(html)?.[1];
  return found === undefined ? null : textOf(found);
};

export interface MainParts {
  /** The headline. */
  number: string | null;
  period: string | null;
  /** The sentences. */
  summary: string | null;
  /** The rows of the figure's table, the period first. */
  rows: string[][];
  /** The description of an SVG. */
  description: string | null;
  /** The data that the element takes over. */
  json: unknown;
}

export function mainParts(html: string): MainParts {
  const table = /<table class="perf-table">(.*?)<\/table>/s.exec(html)?.[1] ?? '';
  const body = table.slice(table.indexOf('<tbody>'));
  const json = /<script type="application\/json">(.*?)<\/script>/s.exec(html)?.[1];
  return {
    number: first(html, /<strong class="perf-number">(.*?)<\/strong>/s),
    period: first(html, /<span class="perf-period">(.*?)<\/span/s),
    summary: first(html, /<p class="perf-summary">(.*?)<\/p>/s),
    rows: [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => textOf(cell)),
    ),
    description: first(html, /<desc[^>]*>(.*?)<\/desc>/s),
    json: json === undefined ? null : (JSON.parse(json) as unknown),
  };
}

export const readCsv = (csv: string): Record<string, string>[] => parse(csv, { columns: true });
