/** Reads figures back from what people and programs get: HTML, SVG, CSV. */
import { parse } from 'csv-parse/sync';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const textOf = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]);

const first = (html: string, pattern: RegExp): string | null => {
  const found = pattern.exec(html)?.[1];
  return found === undefined ? null : textOf(found);
};

const all = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, inside]) => textOf(inside).replace(/\s+/g, ' ').trim());

const rowsOf = (table: string): string[][] =>
  [...table.slice(table.indexOf('<tbody>')).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    all(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs),
  );

/** All that a module says in HTML, in the order in which it stands there. */
export interface SpokenParts {
  value: string[];
  change: string[];
  target: string[];
  companions: string[];
  coverage: string[];
  summary: string[];
  /** The rows of each table, headings first. */
  tables: string[][][];
}

export const spokenParts = (html: string): SpokenParts => ({
  value: all(html, /<p class="perf-value[^>]*>(.*?)<\/p>/gs),
  change: all(html, /<p class="perf-change[^>]*>(.*?)<\/p>/gs),
  target: all(html, /<p class="perf-target">(.*?)<\/p>/gs),
  companions: all(/<dl class="perf-companions">.*?<\/dl>/s.exec(html)?.[0] ?? '', /<d[td]>(.*?)<\/d[td]>/gs),
  coverage: all(html, /<p class="perf-coverage">(.*?)<\/p>/gs),
  summary: all(html, /<p class="perf-summary">(.*?)<\/p>/gs),
  tables: [...html.matchAll(/<table class="perf-table">(.*?)<\/table>/gs)].map(([, table]) => rowsOf(table)),
});

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
  const json = /<script type="application\/json">(.*?)<\/script>/s.exec(html)?.[1];
  return {
    number: first(html, /<strong class="perf-number">(.*?)<\/strong>/s),
    period: first(html, /<span class="perf-period">(.*?)<\/span/s),
    summary: first(html, /<p class="perf-summary">(.*?)<\/p>/s),
    rows: rowsOf(table),
    description: first(html, /<desc[^>]*>(.*?)<\/desc>/s),
    json: json === undefined ? null : (JSON.parse(json) as unknown),
  };
}

/** A number as the CSV of a figure has it: at most 15 significant digits. */
export const inCsv = (value: number | null): string =>
  value === null ? '' : String(Number(value.toPrecision(15)));

export const readCsv = (csv: string): Record<string, string>[] => parse(csv, { columns: true });
