/** A version or a draft as readers would see it, on the builder's pages. */
import type { ShownRows } from '../../authoring/shown-draft.js';
import { draftDashboard } from '../../modules/stored-dashboards.js';
import type { HtmlPart, Markup } from '../../../components/view/html.js';
import { dashboardHtml } from '../dashboard/dashboard-content.js';
import { ownerOf, subjectHtml } from '../dashboard/dashboard-list.js';
import { bodyHtml } from '../dashboard/dashboard-page.js';
import type { BuildQuestion } from './answers.js';

/** @returns null where its subject has gone */
export async function shownHtml(rows: ShownRows, question: BuildQuestion): Promise<Markup | null> {
  const facts = draftDashboard(rows, question.reading.catalogue);
  if (!facts) return null;
  const content = await dashboardHtml(facts, question, true);
  const about: [string, HtmlPart][] = [
    ['About', subjectHtml(facts, question.site)],
    ['Made by', ownerOf(facts)],
  ];
  return bodyHtml(facts, about, content);
}
