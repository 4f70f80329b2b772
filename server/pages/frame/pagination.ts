/** Links to the pages of a list. */
import { attr, html, type Markup } from '../../../components/view/html.js';

/** The first and last page, those around the current one, and null where some are left out. */
export function pageNumbers(current: number, pages: number): (number | null)[] {
  const near = new Set([1, pages, current - 1, current, current + 1]);
  const shown = [...near].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
  return shown.flatMap((number, index) =>
    index > 0 && number - shown[index - 1] > 1 ? [null, number] : [number],
  );
}

/** Nothing where there is one page only. */
export function paginationHtml(
  current: number,
  pages: number,
  hrefOf: (page: number) => string,
): Markup | null {
  if (pages < 2) return null;
  const item = (number: number | null): Markup =>
    number === null
      ? html`<li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>`
      : html`<li class="govuk-pagination__item${number === current && ' govuk-pagination__item--current'}">
          <a
            class="govuk-link govuk-pagination__link"
            href="${hrefOf(number)}"
            aria-label="Page ${number}"
            ${attr('aria-current', number === current && 'page')}
            >${number}</a
          >
        </li>`;
  const step = (number: number, rel: 'prev' | 'next', text: string): Markup | false =>
    number >= 1 &&
    number <= pages &&
    html`<div class="govuk-pagination__${rel}">
      <a class="govuk-link govuk-pagination__link" href="${hrefOf(number)}" rel="${rel}"
        ><span class="govuk-pagination__link-title"
          >${text}<span class="govuk-visually-hidden"> page</span></span
        ></a
      >
    </div>`;
  return html`<nav class="govuk-pagination" aria-label="Pages of the list">
    ${step(current - 1, 'prev', 'Previous')}
    <ul class="govuk-pagination__list">
      ${pageNumbers(current, pages).map(item)}
    </ul>
    ${step(current + 1, 'next', 'Next')}
  </nav>`;
}
