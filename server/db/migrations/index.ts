/** All migrations, oldest first. */
import { Initial1760000000000 } from './1760000000000-initial.js';
import { MetricVersions1761000000000 } from './1761000000000-metric-versions.js';
import { DataRules1762000000000 } from './1762000000000-data-rules.js';
import { Rollups1763000000000 } from './1763000000000-rollups.js';
import { Access1764000000000 } from './1764000000000-access.js';
import { Publishing1764200000000 } from './1764200000000-publishing.js';
import { SheetAnswers1764350000000 } from './1764350000000-sheet-answers.js';
import { DashboardWorkflow1765000000000 } from './1765000000000-dashboard-workflow.js';
import { DashboardDrafts1766000000000 } from './1766000000000-dashboard-drafts.js';
import { DashboardTexts1767000000000 } from './1767000000000-dashboard-texts.js';
import { CatalogueRevisions1764100000000 } from './1764100000000-catalogue-revisions.js';

export const MIGRATIONS = [
  Initial1760000000000,
  MetricVersions1761000000000,
  DataRules1762000000000,
  Rollups1763000000000,
  Access1764000000000,
  CatalogueRevisions1764100000000,
  Publishing1764200000000,
  SheetAnswers1764350000000,
  DashboardWorkflow1765000000000,
  DashboardDrafts1766000000000,
  DashboardTexts1767000000000,
];
