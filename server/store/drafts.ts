/** What of an answer is not published. */
import type { Catalogue } from './catalogue.js';
import type { Subject } from './subject.js';

/** Whether there are drafts among what the viewer of a catalogue knows of: mostly there are none. */
const HAVE_DRAFTS = new WeakMap<Catalogue, boolean>();

function hasDrafts(catalogue: Catalogue): boolean {
  let has = HAVE_DRAFTS.get(catalogue);
  if (has === undefined) {
    has = catalogue.tables.dataSets.some(({ state }) => state === 'draft');
    HAVE_DRAFTS.set(catalogue, has);
  }
  return has;
}

/** Whether a data set behind some measures of a subject is a draft. */
export const restsOnDraft = (
  catalogue: Catalogue,
  { services }: Subject,
  measures: readonly string[],
): boolean =>
  hasDrafts(catalogue) &&
  services.some(({ id }) =>
    measures.some((measure) => catalogue.dataSet(id, measure)?.entity.state === 'draft'),
  );
