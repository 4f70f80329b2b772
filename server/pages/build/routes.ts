/** The builder's pages by their addresses. */
import { addFigures, addPage } from './add-page.js';
import type { BuildAction, BuildPage } from './answers.js';
import {
  deleteDashboard,
  editDashboard,
  previewDashboard,
  publishDashboard,
  restoreVersion,
  submitDashboard,
  unpublishDashboard,
} from './dashboard-actions.js';
import { dashboardPage } from './dashboard-page.js';
import { draftPreview } from './draft-preview.js';
import { editDraft, editorPage } from './edit-draft.js';
import { homePage } from './home-page.js';
import { defineMetric, metricPage, newMetricPage } from './metrics/metric-page.js';
import { newPage, startDraft } from './new-page.js';
import { changeNotes, notesPage } from './subject-notes.js';
import { comparePage, versionPage } from './versions/version-pages.js';
import { throwAway, throwAwayPage } from './throw-away.js';
import { BUILD, METRICS, NEW } from './words.js';

const DRAFT = `${BUILD}/drafts/:key`;
const DASHBOARD = `${BUILD}/dashboards/:slug`;
const SUBJECT = `${BUILD}/subjects/:type/:slug`;
const PORTFOLIO = `${BUILD}/subjects/portfolio`;
const METRIC = `${METRICS}/:key`;
const VERSION = `${DASHBOARD}/versions/:version`;

export const BUILD_PAGES: readonly BuildPage[] = [
  { path: BUILD, answer: homePage },
  { path: NEW, answer: newPage },
  { path: SUBJECT, answer: notesPage },
  { path: PORTFOLIO, answer: notesPage },
  { path: `${METRICS}/new`, answer: newMetricPage },
  { path: METRIC, answer: metricPage },
  { path: DRAFT, security: 'framing', answer: editorPage },
  { path: `${DRAFT}/preview`, security: 'inner', answer: draftPreview },
  { path: `${DRAFT}/add`, answer: addPage },
  { path: `${DRAFT}/throw-away`, answer: throwAwayPage },
  { path: DASHBOARD, answer: dashboardPage },
  { path: VERSION, answer: versionPage },
  { path: `${DASHBOARD}/compare`, answer: comparePage },
];

export const BUILD_ACTIONS: readonly BuildAction[] = [
  { path: NEW, answer: startDraft },
  { path: SUBJECT, answer: changeNotes },
  { path: PORTFOLIO, answer: changeNotes },
  { path: `${METRICS}/new`, answer: defineMetric },
  { path: METRIC, answer: defineMetric },
  { path: DRAFT, security: 'framing', answer: editDraft },
  { path: `${DRAFT}/add`, answer: addFigures },
  { path: `${DRAFT}/throw-away`, answer: throwAway },
  { path: `${DASHBOARD}/edit`, answer: editDashboard },
  { path: `${DASHBOARD}/submit`, answer: submitDashboard },
  { path: `${DASHBOARD}/publish`, answer: publishDashboard },
  { path: `${DASHBOARD}/unpublish`, answer: unpublishDashboard },
  { path: `${DASHBOARD}/delete`, answer: deleteDashboard },
  { path: `${DASHBOARD}/preview`, answer: previewDashboard },
  { path: `${VERSION}/restore`, answer: restoreVersion },
];
