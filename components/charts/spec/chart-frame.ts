/** What charts of every kind say around the picture. */
import type { Language, ModuleData, SeriesData } from '../../formatting/types.js';
import type { Sizes } from './layout.js';
import type { ChartBase } from './spec-types.js';

export interface LayoutOptions {
  lang: Language;
  /** Layout width, 280 to 1,200; see `LAYOUT_WIDTHS`. 640 if absent. */
  width?: number;
  /** Of the whole picture, in layout units, where it has a plot over time; as suits it if absent. */
  height?: number;
  /** Index of the window whose numbers are shown, where a chart shows one's; the figure's if absent. */
  selected?: number | null;
  /** Key of the line that the reader chose: it is highlighted and named. */
  line?: string | null;
}

export function headings({ title, metric, subject }: ModuleData): { title: string; subtitle: string } {
  const label = metric?.label ?? '';
  const name = subject?.name ?? '';
  if (title)
    return { title, subtitle: [label, name].filter((text) => text && !title.includes(text)).join(', ') };
  return { title: label || name, subtitle: label ? name : '' };
}

function footerOf({ publisher, freshness, url }: ModuleData): string[] {
  const source = publisher
    ? [publisher.source ?? publisher.name, publisher.licence].filter(Boolean).join('. ')
    : '';
  return [source, freshness?.text ?? '', url ?? ''].filter(Boolean);
}

export function baseOf(
  module: ModuleData,
  { narrative }: Pick<SeriesData, 'narrative'>,
  { layout, width, fontSize }: Sizes,
  lang: Language,
): Omit<ChartBase, 'height' | 'plot' | 'captions' | 'emptyText'> {
  return {
    ...{ lang, layout, width, fontSize },
    ...headings(module),
    description: narrative,
    footer: footerOf(module),
  };
}
