/** What the cells of a strip stand for: only what the strip has. */
import { wordsOf } from '../../formatting/words.js';
import type { Language } from '../../formatting/types.js';
import type { Sizes } from '../spec/layout.js';
import { svgOnlyTexts, type SvgOnlyTexts } from '../spec/svg-only-texts.js';
import { textWidth, wrapText } from '../spec/text-width.js';
import { textRows } from '../svg/scene.js';
import { paint, type SvgNode } from '../svg/svg-tree.js';
import { flagNodes, gradeNodes, missingNodes, type Cell, type Missing } from './cells.js';
import { gradeText, type Grade } from './grades.js';

const SAMPLE = 14;
const GAP = 6;

interface Entry {
  text: string;
  /** Its sample, with its left edge at x. */
  nodes: (x: number, top: number, height: number) => SvgNode[];
}

function entriesOf(
  cells: readonly Cell[],
  flagged: string | null,
  texts: SvgOnlyTexts,
  lang: Language,
): Entry[] {
  const grades = [...new Set(cells.flatMap(({ grade }) => grade ?? []))].sort((a, b) => a - b);
  const reasons = [...new Set(cells.flatMap(({ missing }) => missing ?? []))];
  const ofGrade = (grade: Grade): Entry => ({
    text: gradeText(grade, texts, lang),
    nodes: (x, top, height) => gradeNodes([{ x: x + SAMPLE / 2, grade }], SAMPLE, top, height),
  });
  const ofReason = (reason: Missing): Entry => ({
    text: wordsOf(lang).status[reason],
    nodes: (x, top, height) =>
      missingNodes(reason, { left: x, right: x + SAMPLE, top, bottom: top + height }),
  });
  const ofFlag = (text: string): Entry => ({
    text,
    nodes: (x, top, height) =>
      flagNodes([{ x: x + SAMPLE / 2, isFlagged: true }], SAMPLE, top + height / 2 - 3.5),
  });
  return [...grades.map(ofGrade), ...reasons.map(ofReason), ...(flagged === null ? [] : [ofFlag(flagged)])];
}

/** In rows above the strip. @param flagged what a line beneath a cell means, if any cell has one */
export function keyNodes(
  cells: readonly Cell[],
  flagged: string | null,
  { width, fontSize, lineHeight }: Sizes,
  lang: Language,
): { height: number; nodes: SvgNode[] } {
  const texts = svgOnlyTexts(lang);
  const nodes: SvgNode[] = [];
  let [x, top, rows] = [0, 0, 1];
  for (const { text, nodes: sample } of entriesOf(cells, flagged, texts, lang)) {
    const lines = wrapText(text, width - SAMPLE - GAP - 2, fontSize);
    const entry = SAMPLE + GAP + Math.max(...lines.map((line) => textWidth(line, fontSize)));
    if (x > 0 && x + entry > width) {
      top += rows * lineHeight + 4;
      [x, rows] = [0, 1];
    }
    nodes.push(
      ...sample(x, top + 1, fontSize),
      ...textRows(lines, [x + SAMPLE + GAP, top + fontSize * 0.95], fontSize, paint({ fill: 'ink' })),
    );
    rows = Math.max(rows, lines.length);
    x += entry + 16;
  }
  return { height: nodes.length ? top + rows * lineHeight + 8 : 0, nodes };
}
