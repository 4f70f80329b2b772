import type { Language } from '../../formatting/types.js';
import { chartTexts, type ChartTexts } from './texts.js';

/** What charts that are SVG only say besides. */
export interface SvgOnlyTexts extends ChartTexts {
  /** Stacks and shares. */
  stackPartMissing: string;
  fromTo: string;
  sharePartMissing: string;
  noShare: string;
  highestOf: string;
  numbersOf: string;
  /** Bars, funnels and small charts. */
  tick: string;
  compared: string;
  targets: string;
  dotted: string;
  outline: string;
  hollow: string;
  interrupted: string;
  more: string;
  drop: string;
  largestDrop: string;
  mostLost: string;
  steepestDrop: string;
  rise: string;
  noDrop: string;
  ofFirst: string;
  oneScale: string;
  ownScales: string;
  changeOn: string;
  targetOf: string;
  ranges: string;
  openRange: string;
  /** Uptime. */
  orMore: string;
  lessThan: string;
  worstOf: string;
  flagged: string;
}

const EN: Omit<SvgOnlyTexts, keyof ChartTexts> = {
  stackPartMissing: 'Without a figure: {parts}.',
  fromTo: '{from} to {to}',
  sharePartMissing: 'Dashed outline: no shares, because a part has no figure: {parts}.',
  noShare: 'Dashed outline: nothing to divide.',
  highestOf: 'Each column is the highest of {n} neighbouring periods.',
  numbersOf: 'Numbers: {period}.',
  tick: 'Line across a bar: {what}.',
  compared: 'what it is compared with',
  targets: 'its target',
  dotted: 'Dotted line: {what}.',
  outline: 'Dashed outline: {what}.',
  hollow: 'Hollow points: {what}.',
  interrupted: 'Lines are interrupted at breaks in the series and where the services counted changed.',
  more: '{n} more in the table',
  drop: '{n} fewer ({share} of the step before)',
  largestDrop: 'Largest drop, in users and as a share: {n} fewer ({share} of the step before)',
  mostLost: 'Largest drop in users: {n} fewer ({share} of the step before)',
  steepestDrop: 'Largest drop as a share: {n} fewer ({share} of the step before)',
  rise: '{n} more',
  noDrop: 'No drop',
  ofFirst: '{share} of the first step',
  ownScales: 'Each chart has a scale of its own; all show {from} to {to}.',
  changeOn: '{change} compared with {period}',
  targetOf: 'Target {value}',
  ranges: 'Each bar is as wide as its range, and its area is its share.',
  openRange: 'Dashed: the range without an end, drawn as wide as the one before.',
  orMore: '{value} or more',
  lessThan: 'Less than {value}',
  worstOf: 'Each column is the worst of {n} neighbouring periods.',
  flagged: 'Line beneath: {what}',
  oneScale: 'All charts have one scale, from {min} to {max}, and show {from} to {to}.',
};

/** Welsh: add words here. */
const CY: Partial<typeof EN> = {};

const TABLES: Record<Language, typeof EN> = { en: EN, cy: { ...EN, ...CY } };

export const svgOnlyTexts = (lang: Language): SvgOnlyTexts => ({
  ...chartTexts(lang),
  ...(TABLES[lang] ?? EN),
});
