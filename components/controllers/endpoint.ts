let loadedFrom: string | null = null;

/** Called by the loader: the endpoint beside the script. The first script on a page wins. */
export function setLoadedFrom(endpoint: string): void {
  loadedFrom ??= endpoint;
}

/**
 * Where an element asks: its own `endpoint`, else the page's `<meta name="perf-endpoint">`, else where the script came
 * from. What the page's author wrote comes first: those who host the files themselves need it.
 * @returns an absolute address, or null if there is none or no http(s) address
 */
export function endpointFor(attribute: string, page: Document): string | null {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="perf-endpoint"]')?.content;
  const written = attribute || meta || loadedFrom;
  try {
    const url = written && new URL(written, page.baseURI);
    return url && /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
