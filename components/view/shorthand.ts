import { explainShorthand } from '../formatting/missing.js';
import type { ColumnsData, Language, ValueFlag, ValueStatus } from '../formatting/types.js';

/**
 * One line for each shorthand that the cells of a table need explained.
 * @param indexes the windows that the table shows  @param hasGaps other cells show `[x]`
 */
export function explanationsAt(
  { lines }: Pick<ColumnsData, 'lines'>,
  lang: Language,
  indexes: readonly number[],
  hasGaps = false,
): string[] {
  const statuses = new Set<ValueStatus>(hasGaps ? ['NOT_PROVIDED'] : []);
  const flags = new Set<ValueFlag>();
  for (const line of lines) {
    for (const index of indexes) {
      const status = line.statuses[index] ?? 'NOT_PROVIDED';
      statuses.add(line.values[index] === null && status === 'PROVIDED' ? 'NOT_PROVIDED' : status);
      for (const flag of line.flags[index] ?? []) flags.add(flag);
    }
  }
  return explainShorthand(statuses, [[...flags]], lang).map(({ mark, text }) => `${mark} ${text}`);
}
