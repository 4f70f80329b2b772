import type { Language } from '../../formatting/types.js';

/** What only charts say; every other word comes from `formatting`. Captions are whole sentences. */
export interface ChartTexts {
  noFigure: string;
  provisional: string;
  unfinished: string;
  breakInSeries: string;
  servicesChanged: string;
  counted: string;
  countedRange: string;
  others: string;
  empty: string;
  axisStart: string;
  grey: string;
  tinted: string;
  dashed: string;
  or: string;
  dated: string;
  means: string;
  interval: string;
}

const EN: ChartTexts = {
  noFigure: 'No figure',
  provisional: 'Provisional',
  unfinished: 'Period not over',
  breakInSeries: 'Break in the series',
  servicesChanged: 'The services counted changed',
  counted: 'Services counted: {n} of {of}',
  countedRange: '{low} to {high}',
  others: '{n} others',
  empty: 'No figures to show',
  axisStart: 'The vertical axis starts at {value}, not at 0.',
  grey: 'Grey: {what}.',
  tinted: 'Blue: {what}.',
  dashed: 'Dashed lines: {what}.',
  or: 'or',
  dated: '{date}: {text}',
  means: 'Level lines: the means before and after.',
  interval: 'Blue: the mean before and the 95% interval of the difference.',
};

/** Welsh: add words here. */
const CY: Partial<ChartTexts> = {};

const TABLES: Record<Language, ChartTexts> = { en: EN, cy: { ...EN, ...CY } };

/** The charts' words of a language; of an unknown one, English. */
export const chartTexts = (lang: Language): ChartTexts => TABLES[lang] ?? EN;
