/** Cells that hold a list. */
import { messageOf } from '../../errors.js';
import { CellProblem, type CellReader, slugCell } from './cells.js';
import {
  type DimensionLabels,
  type DimensionValues,
  parseDimensionCell,
  parseLabelsCell,
} from './dimension-cell.js';

/** Slugs separated by spaces, no slug twice. */
export const slugsCell: CellReader<string[]> = (cell) => {
  const slugs = cell.split(/\s+/).filter(Boolean);
  for (const slug of slugs) {
    const checked = slugCell(slug);
    if (checked instanceof CellProblem) return checked;
  }
  const twice = slugs.find((slug, index) => slugs.indexOf(slug) < index);
  return twice === undefined ? slugs : new CellProblem(`${twice} stands there twice`);
};

/** Dimensions with or without values; see dimension-cell.ts. */
export const dimensionsCell: CellReader<DimensionValues[]> = (cell) => {
  try {
    return parseDimensionCell(cell);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new CellProblem(`${messageOf(error)}; dimensions are written like channel=digital phone;page`);
  }
};

/** Labels of values of dimensions; see dimension-cell.ts. */
export const labelsCell: CellReader<DimensionLabels> = (cell) => {
  try {
    return parseLabelsCell(cell);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new CellProblem(
      `${messageOf(error)}; labels are written like channel=digital:Online phone:"By phone"`,
    );
  }
};
