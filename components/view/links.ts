import type { ModuleData } from '../formatting/types.js';
import type { LinkView } from './module-view.types.js';
import type { DetailsTexts } from './details-texts.js';

/** An address from an answer, if a link may hold it: http(s), or a path of this page's host. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^(https?:\/\/|\/(?![/\\]))/i.test(url) ? url : null;
}

/**
 * `/services/x/take-up?period=month` → `/services/x/take-up.csv?period=month&download`: saved by whatever page holds the link,
 * also in a frame.
 */
export function fileUrl(url: string, extension: 'csv' | 'json' | 'svg' | 'png'): string {
  const end = url.search(/[?#]/);
  const [path, rest] = end < 0 ? [url, ''] : [url.slice(0, end), url.slice(end)];
  const query = rest.replace(/#.*$/, '');
  return `${path.replace(/\/$/, '')}.${extension}${query ? `${query}&` : '?'}download`;
}

/** The figure's page and its files; only the page if downloads are not wanted. */
export function moduleLinks({ url }: ModuleData, texts: DetailsTexts, noDownload: boolean): LinkView[] {
  const page = safeUrl(url);
  if (!page) return [];
  const files = noDownload ? [] : (['csv', 'svg', 'png', 'json'] as const);
  return [
    { kind: 'page', text: texts.links.page, url: page },
    ...files.map((kind) => ({ kind, text: texts.links[kind], url: fileUrl(page, kind) })),
  ];
}
