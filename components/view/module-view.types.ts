import type { Language, LineRole, Verdict } from '../formatting/types.js';

/** Loading is the element's own sixth state: before there is anything to make a view of. */
export type ModuleState = 'ready' | 'late' | 'missing' | 'empty' | 'failed';
export type ViewKind = 'chart' | 'table' | 'figure';

export interface ModuleViewOptions {
  lang?: Language;
  /** 1–6. */
  headingLevel?: number;
  view?: ViewKind;
  /** Position in `series.starts` of the point that is read; without it nobody reads one. The headline never follows it. */
  selected?: number;
  /** Key of the line that is read, where there are several. */
  line?: string;
  noTable?: boolean;
  noDownload?: boolean;
  /** It stands in a dashboard, which says what all of its modules lack. */
  isInDashboard?: boolean;
  /** Milliseconds since the data was received, if newer data could not be fetched. */
  staleMs?: number | null;
}

export interface HeadingView {
  level: number;
  text: string;
  /** Name of the subject, if the text does not hold it. */
  subject: string | null;
}

export interface HeadlineView {
  value: string;
  /** True if there is no number: `value` is then words, and must not look like a figure. */
  isMissing: boolean;
  /** What the value is of. */
  period: string;
  /** Flags in words. */
  notes: readonly string[];
}

export interface ChangeView {
  /** "+1.2 points compared with March 2013", or why there is no change. */
  text: string;
  arrow: '▲' | '▼' | null;
  verdict: Verdict;
  /** "Better", "Worse", …; null where no verdict is due. */
  verdictText: string | null;
}

export interface NoticeView {
  kind: 'late' | 'empty' | 'failed' | 'stale' | 'day';
  text: string;
}

export interface RangeView {
  label: string;
  min: number;
  max: number;
  value: number;
  /** The chosen moment, to be seen: "March 2014". */
  moment: string;
  /** "March 2014: 56.8%, up 1.2 points on March 2013". */
  valueText: string;
}

interface LineView {
  key: string;
  label: string;
  isSelected: boolean;
}

export interface RowView {
  /** Position in `series.starts`. */
  index: number;
  /** What the row is of: a period, or a line. */
  heading: string;
  /** Formatted, with shorthand: "56.8% [p]", "[x]". */
  cells: readonly string[];
}

export interface TableView {
  caption: string;
  /** One line for each shorthand that occurs, and one for each note of the picture. */
  explanations: readonly string[];
  rowHeading: string;
  columns: readonly string[];
  /** Periods newest first, lines in their order. */
  rows: readonly RowView[];
}

/** Another metric beside the headline, of the same window: "Responses 1,234". */
export interface CompanionView {
  label: string;
  /** Words if there is no number. */
  value: string;
  isMissing: boolean;
  notes: readonly string[];
}

/** What explains the headline, of the same window. */
export interface BreakdownView {
  /** "Ratings, March 2014": above its picture. */
  title: string;
  table: TableView;
}

export interface DefinitionView {
  heading: string;
  paragraphs: readonly string[];
}

export interface LinkView {
  kind: 'page' | 'csv' | 'json' | 'svg' | 'png';
  text: string;
  url: string;
}

/** What is said first, and stays when nothing else can be shown. */
export interface HeadView {
  state: ModuleState;
  lang: Language;
  heading: HeadingView;
  /** What its publisher says about it. */
  description: string | null;
  headline: HeadlineView | null;
  change: ChangeView | null;
  /** "Target 80%: not met". */
  target: string | null;
  coverage: string | null;
  /** How sure a comparison of before and after a day is, and what it rests on. */
  notes: readonly string[];
  notices: readonly NoticeView[];
  summary: string | null;
  freshness: string | null;
  /** Publisher, source, contact, licence: one line each. */
  publisher: readonly string[];
}

/** What a line has at a point. */
export interface PointRow {
  key: string;
  role: LineRole;
  label: string;
  /** As the table has it; words if there is no number. */
  value: string;
  /** In the unit of the series; null = none. */
  amount: number | null;
  /** Its share of all parts, where they are stacked. */
  share: string | null;
  /** Flags in words. */
  notes: readonly string[];
  /** The line that is read, where there are several. */
  isChosen: boolean;
}

/** A point of the chart that is read. */
export interface PointView {
  period: string;
  /** Every line, with its comparison and target. */
  rows: readonly PointRow[];
  /** "+1.2 points compared with March 2013"; null where several lines are read. */
  change: string | null;
  /** Of several services: how many are counted. */
  coverage: string | null;
}

/** What reads values off the chart. */
export interface ReadingView {
  range: RangeView | null;
  /** Direct labels to choose from: none unless there are several lines to read. */
  linesLabel: string;
  lines: readonly LineView[];
}

/** What opens: table, definition, downloads. */
export interface DetailsView {
  table: TableView | null;
  breakdown: BreakdownView | null;
  detailsLabel: string;
  definition: DefinitionView | null;
  linksLabel: string;
  links: readonly LinkView[];
  /** Label of the button that makes the CSV where there is no address for it. */
  saveLabel: string;
  /** For paper: where the figure comes from and when its data was received. */
  address: string | null;
}

/**
 * Everything a module says, as data: pages write it as HTML text, the element as its template. A module shown as a `figure`
 * has only the head.
 */
export interface ModuleView extends HeadView, ReadingView, DetailsView {
  view: ViewKind;
  companions: readonly CompanionView[];
  /** The row of the point that is read, if the reader chose one. */
  selected: number | null;
}
