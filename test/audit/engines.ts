/** Two engines that look for barriers in a page, open shadow roots included. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { ROOT } from '../components/elements/site.js';

const ACE = join(ROOT, 'node_modules/accessibility-checker-engine/ace.js');

/** What axe finds, a line each: "rule: html of the element". */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** A result of IBM's engine: https://github.com/IBMa/equal-access, accessibility-checker-engine, "Report". */
interface AceResult {
  ruleId: string;
  value: [category: string, outcome: string];
  message: string;
  snippet: string;
}

interface AceWindow {
  ace: {
    Checker: new () => { check(of: Document, rulesets: string[]): Promise<{ results: AceResult[] }> };
  };
}

/** What IBM's engine calls a violation that certainly fails, a line each. The context must bypass the page's policy. */
export async function aceFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'ace' in window))) await page.addScriptTag({ path: ACE });
  const results = await page.evaluate(async () => {
    const { ace } = window as unknown as AceWindow;
    const report = await new ace.Checker().check(document, ['IBM_Accessibility']);
    return report.results.filter(({ value }) => value[0] === 'VIOLATION' && value[1] === 'FAIL');
  });
  return results.map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet}`);
}
