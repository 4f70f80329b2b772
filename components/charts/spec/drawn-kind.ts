import type { ChartKind, ModuleData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';

/**
 * How a module is drawn, if not as another kind is asked for. Several values of one window are ranked: as lines they
 * would be points, as a stack one column.
 */
export const drawnKind = ({ series, chart }: Pick<ModuleData, 'series' | 'chart'>): ChartKind =>
  chart !== 'FUNNEL' && series?.starts.length === 1 && primaryLines(series).length > 1 ? 'BAR' : chart;
