import type { ChartKind, ModuleData } from '../../formatting/types.js';
import { isPercent } from '../../formatting/words.js';
import { primaryLines } from '../../formatting/windows.js';

/**
 * How a module is drawn, if not as another kind is asked for. Several values of one window are ranked: as lines they
 * would be points, as a stack one column. Only what adds up is stacked, and only percentages fall short of 100%.
 */
export function drawnKind({ series, chart }: Pick<ModuleData, 'series' | 'chart'>): ChartKind {
  if (chart !== 'FUNNEL' && series?.starts.length === 1 && primaryLines(series).length > 1) return 'BAR';
  const isStack = chart === 'STACKED' || chart === 'SHARE';
  const suits = isStack ? series?.addsUp !== false : chart !== 'UPTIME' || !series || isPercent(series.unit);
  return suits ? chart : 'LINE';
}
