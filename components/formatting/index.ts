/**
 * How values, periods, changes and everything about them are put in words: one implementation for elements,
 * pages, SVG, API, CSV and email. The files named in the second half are for the server: code that runs in the
 * browser imports the first half's files directly.
 */
export { formatChange, describeChange, type ChangeSize } from './changes.js';
export { describeCoverage, formatCoverage, formatShare, type CoverageContext } from './coverage.js';
export { figureCsv } from './csv.js';
export {
  explainShorthand,
  formatCell,
  formatFigure,
  formatMissing,
  type MissingContext,
  type ShorthandNote,
} from './missing.js';
export { abbreviate, formatValue, MINUS, round, type ValueOptions } from './numbers.js';
export {
  formatDate,
  formatPeriod,
  formatPeriodShort,
  formatRange,
  formatTick,
  LONDON,
  periodNoun,
  periodWord,
  rollingYearNote,
  type TickStep,
} from './periods.js';
export type * from './engine-types.js';
export type * from './types.js';

export { formatAge, formatDeadline, formatFreshness } from './freshness.js';
export { formatNarrative, narrativeSentences } from './narrative.js';
export { formatMissingInputs, formatReason } from './reasons.js';
