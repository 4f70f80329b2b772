/** What a reader or a script takes along from a module: its own file, fetched when somebody asks for it. */
import { pictureOf } from '../charts/picture/picture.js';
import { svgText } from '../charts/svg/svg.js';
import { BYTE_ORDER_MARK, figureCsv } from '../formatting/csv.js';
import type { Language, ModuleData } from '../formatting/types.js';

export { figureCsv as csv };

/** The chart as a picture of its own, as SVG text; empty where there is nothing to draw. */
export function pictureText(data: ModuleData, lang: Language): string {
  const tree = pictureOf(data, { lang });
  return tree ? svgText(tree) : '';
}

/** Saves the data as a CSV file, as a browser saves a download. */
export function saveCsv(data: ModuleData, lang: Language): void {
  const url = URL.createObjectURL(
    new Blob([BYTE_ORDER_MARK, figureCsv(data, lang)], { type: 'text/csv;charset=utf-8' }),
  );
  const download = `${[data.subject?.slug, data.metric?.key].filter(Boolean).join('-') || 'figure'}.csv`;
  Object.assign(document.createElement('a'), { href: url, download }).click();
  // The browser still reads from the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
