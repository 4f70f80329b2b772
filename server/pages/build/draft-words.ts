/** A draft among others, whether it is of a dashboard or of a metric. */
import type { ListedDraft } from '../../authoring/dashboard-drafts.js';
import type { Catalogue } from '../../store/catalogue.js';
import { parseDraft } from './draft.js';
import { metricDraftPath, metricOfDraft } from './metrics/metric-draft.js';
import { aboutWords, draftPath, draftTitle } from './words.js';

/** An edit that was begun, and in which nothing was done, is no draft to go on with. */
export const isWorthGoingOn = ({ baseVersion, isChanged }: ListedDraft): boolean =>
  isChanged || baseVersion === 0;

/** What somebody is editing, and where they go on. */
export function draftWords(
  stored: Omit<ListedDraft, 'isChanged'>,
  catalogue: Catalogue,
): { path: string; title: string; words: string } {
  const ofMetric = metricOfDraft(stored);
  if (ofMetric) {
    const title = ofMetric.metric.words.label ?? ofMetric.of ?? 'A metric without a name';
    const words = ofMetric.of === null ? 'a metric, not saved yet' : 'a metric';
    return { path: metricDraftPath(stored.key, ofMetric), title, words };
  }
  const draft = parseDraft(stored.content);
  const since = stored.baseVersion === 0 ? 'not saved yet' : `from version ${stored.baseVersion}`;
  const words = `about ${aboutWords(catalogue, draft)}, ${since}`;
  return { path: draftPath(stored.key), title: draftTitle(draft), words };
}
