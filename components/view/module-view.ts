import type { ModuleData } from '../formatting/types.js';
import { companionViews } from './breakdown.js';
import { detailsView } from './details.js';
import { headView } from './head.js';
import type {
  DetailsView,
  ModuleView,
  ModuleViewOptions,
  ReadingView,
  ViewKind,
} from './module-view.types.js';
import { readingView } from './point.js';

const NO_READING: ReadingView = { range: null, linesLabel: '', lines: [] };
const NO_DETAILS: DetailsView = {
  table: null,
  breakdown: null,
  detailsLabel: '',
  definition: null,
  linksLabel: '',
  links: [],
  saveLabel: '',
  address: null,
};

/** What of a module is shown if nothing else is asked for. */
const viewOf = ({ view }: ModuleData): ViewKind => view.toLowerCase() as ViewKind;

/**
 * Everything a module says, from its data. Pure: the same data and options give the same texts on the server and in the
 * browser. The element makes the same view of the same three parts, each when its code is there.
 */
export function moduleView(data: ModuleData, options: ModuleViewOptions = {}): ModuleView {
  const { lang = 'en', view = viewOf(data), selected = null } = options;
  const isFailed = Boolean(data.error) || !data.metric;
  const head = headView(data, options);
  return {
    ...head,
    ...(view === 'chart' && !isFailed && head.state !== 'empty' ? readingView(data, options) : NO_READING),
    ...(view !== 'figure' && !isFailed ? detailsView(data, { ...options, view }) : NO_DETAILS),
    view,
    companions: isFailed || head.state === 'empty' ? [] : companionViews(data, lang),
    selected,
  };
}
