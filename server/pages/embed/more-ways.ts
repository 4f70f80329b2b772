/** The link from a figure or a dashboard to the page that embeds it. */
import { html, type Markup } from '../../../components/view/html.js';
import { hrefTo, type Site } from '../frame/site.js';

/** The page for something by its address; `isWhole` where that is more than one figure. */
export function embedPath(path: string, isWhole = false): string {
  const [of, asked] = path.split('?', 2);
  const query = new URLSearchParams({ of: of!, ...(isWhole && { whole: 'true' }) });
  for (const [name, value] of new URLSearchParams(asked)) query.append(name, value);
  return `/embed?${query}`;
}

export const moreWaysHtml = (path: string, site: Site, isWhole = false): Markup =>
  html`<p class="govuk-body">
    <a class="govuk-link" href="${hrefTo(site)(embedPath(path, isWhole))}"
      >Choose colours, size and other ways</a
    >, and see it as it will stand on your page.
  </p>`;
