/** A metric while it is defined, kept as a dashboard is: while it is typed, and with every button. */
import type { OpenDraft, SavedDraft } from '../../../access/drafts.js';
import { NO_HISTORY, type StoredDraft } from '../../../authoring/dashboard-drafts.js';
import { html, type Markup } from '../../../../components/view/html.js';
import { TYPES } from '../../frame/answers.js';
import type { UploadAnswer } from '../../upload/answers.js';
import type { BuildQuestion } from '../answers.js';
import { APART } from '../draft.js';
import { keptWords, METRICS, metricPath } from '../words.js';
import type { MetricWords } from './metric-words.js';

/** What a draft of a metric holds. */
interface MetricDraft {
  metric: MetricWords;
  /** The key under which it is stored; null = it is to be a new one. */
  of: string | null;
  /** The version that it began with; 0 = it is to be a new one. Drafts of before this was kept lack it. */
  version?: number;
}

/** Null where it is that of a dashboard. */
export function metricOfDraft({ content }: Pick<StoredDraft, 'content'>): MetricDraft | null {
  const draft = JSON.parse(content) as Partial<MetricDraft>;
  return draft.metric ? (draft as MetricDraft) : null;
}

export const metricDraftPath = (key: string, { of }: MetricDraft): string =>
  `${of === null ? `${METRICS}/new` : metricPath(of)}?draft=${encodeURIComponent(key)}`;

/** What an address says that was typed; null where it says nothing, or that is gone. */
export async function metricDraftIn({
  building,
  query,
}: BuildQuestion): Promise<{ metric: MetricWords; version: number; open: OpenDraft } | null> {
  const stored = await building.findDraft(query.get('draft') ?? '');
  const draft = stored && metricOfDraft(stored);
  return draft && { metric: draft.metric, version: draft.version ?? 0, open: stored };
}

export function openDraftOf(fields: URLSearchParams): OpenDraft {
  const key = fields.get('draft') ?? '';
  return key === '' ? null : { key, updatedAt: fields.get('base') ?? '' };
}

/** The version that a form changes; 0 = it is to be a new one. */
export const versionOf = (fields: URLSearchParams): number => Number(fields.get('version')) || 0;

/** Which draft the form goes on from, when it was kept, and which version it changes. */
export const openDraftHtml = (open: OpenDraft | undefined, version: number): Markup =>
  html`<input type="hidden" name="draft" value="${open?.key ?? ''}" />
    <input type="hidden" name="version" value="${version}" />
    <input type="hidden" name="base" value="${open?.updatedAt ?? ''}" />
    <p class="app-kept" role="status" data-kept-status>${open && keptWords(open.updatedAt)}</p>`;

export function keepMetric(
  { building, names }: BuildQuestion,
  { metric, version, open }: { metric: MetricWords; version: number; open: OpenDraft },
): Promise<SavedDraft> {
  const content = JSON.stringify({ metric, of: names.key ?? null, version } satisfies MetricDraft);
  return building.keepDraft(open, { baseVersion: 0, content, history: NO_HISTORY });
}

/** To the script that keeps what is typed. */
export const keptAnswer = ({ key, updatedAt, isApart }: SavedDraft): UploadAnswer => ({
  status: 200,
  type: TYPES.json,
  body: JSON.stringify({
    ...{ draft: key, base: updatedAt },
    text: `${isApart ? `${APART} ` : ''}${keptWords(updatedAt)}`,
  }),
});
