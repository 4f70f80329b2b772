/** The builder's pages as functions from a question to an answer. */
import type { OpenDraft, SavedDraft } from '../../access/drafts.js';
import type { ListedDraft, NewDashboardDraft, StoredDraft } from '../../authoring/dashboard-drafts.js';
import type { RefusedRow } from '../../authoring/not-written-over.js';
import type { AuthoringProblem, Refused } from '../../authoring/problems.js';
import type { Reach } from '../../authoring/reach.js';
import type { NewerVersion, SavedDashboard } from '../../authoring/save-dashboard.js';
import type { RemoveRow } from '../../authoring/remove-row.js';
import type { SavedRow, SaveRow } from '../../authoring/save-row.js';
import type { LookedAtMetric } from '../../authoring/shown-metric.js';
import type { ShownRows } from '../../authoring/shown-draft.js';
import type { EditableDashboard } from '../../authoring/stored.js';
import type { DashboardChange } from '../../authoring/workflow.js';
import type { Written } from '../../modules/stored-definition.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from '../upload/answers.js';

/** What belongs to a subject, without who changes it. */
type OfSubject<Row> = Row extends { kind: 'targets' | 'annotations' }
  ? Omit<Row, 'author' | 'source'>
  : never;

/** What the builder can do for whoever has signed in. */
export interface Building {
  /** Where they may edit. */
  reach(): Promise<Reach>;
  /** Those that they may edit or publish, by slug. */
  dashboards(): Promise<EditableDashboard[]>;
  /** What a version says. @throws InputError (404) */
  definition(dashboard: EditableDashboard, version: number): Promise<Written>;
  /** What the published version of a dashboard says, whosever it is. @throws InputError (404) */
  publishedDefinition(slug: string): Promise<Written>;
  /** A version as it is stored. */
  version(dashboard: EditableDashboard, number: number): Promise<ShownRows>;
  /** Their drafts, the newest first. */
  drafts(): Promise<ListedDraft[]>;
  findDraft(key: string): Promise<StoredDraft | null>;
  keepDraft(open: OpenDraft, draft: NewDashboardDraft): Promise<SavedDraft>;
  deleteDraft(key: string): Promise<void>;
  /** What is wrong with a definition, and what of it can be shown. */
  look(slug: string, definition: Written): Promise<{ problems: AuthoringProblem[]; rows: ShownRows | null }>;
  /** @throws InputError (403) */
  save(
    slug: string,
    baseVersion: number,
    definition: Written,
  ): Promise<SavedDashboard | (Refused & { newer?: NewerVersion })>;
  /** @throws InputError (403) */
  change(
    action: DashboardChange,
    asked: { slug: string; version: number; replacedBy: string | null },
  ): Promise<SavedDashboard | Refused>;
  /** What is wrong with a metric; without problems the metric. */
  lookAtMetric(definition: Written): Promise<LookedAtMetric>;
  /** @param metric its `baseVersion` is the version that was changed; 0 = it is new. @throws InputError (403) */
  saveMetric(metric: {
    key: string;
    owner: string;
    baseVersion: number;
    definition: Written;
  }): Promise<SavedRow | RefusedRow>;
  /** @throws InputError (403) */
  removeMetric(key: string): Promise<SavedRow | Refused>;
  /** Targets and notes. @throws InputError (403) */
  saveRow(row: OfSubject<SaveRow>): Promise<SavedRow | Refused>;
  removeRow(row: OfSubject<RemoveRow>): Promise<SavedRow | Refused>;
  /** An address for somebody without a token. @throws InputError (403) */
  preview(slug: string, version: number, days: number): Promise<{ key: string; expiresAt: string } | Refused>;
}

export interface BuildQuestion extends SignedInQuestion {
  building: Building;
}

type Answered = Promise<UploadAnswer> | UploadAnswer;

export interface BuildPage {
  /** As the router writes it. */
  path: string;
  /** It frames pages of ours, or is one that they frame. */
  security?: 'framing' | 'inner';
  answer(question: BuildQuestion): Answered;
}

export interface BuildAction {
  path: string;
  security?: 'framing';
  answer(question: BuildQuestion, form: UploadForm): Answered;
}
