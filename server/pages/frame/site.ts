/** What all pages share: what the site is called, where it is, and which files its pages load. */

/** Shown at the top of every page and at the end of every title. */
export const SITE_NAME = 'Public service performance';

/** What the figures are; every page and file says it. */
export const STATEMENT = 'Management information, not official statistics';

const OPEN_GOVERNMENT_LICENCE = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';

/** Where the text of a licence is, of the Open Government Licence; of any other what it was called. */
export const licenceAddress = (licence: string): string =>
  /^Open Government Licence v3/.test(licence) ? OPEN_GOVERNMENT_LICENCE : licence;

/** The API: a browser gets the explorer, with examples. */
export const API_PATH = '/graphql';

export interface Site {
  /** Where readers find the platform, without a slash at its end; it may be known only once the server listens. */
  readonly base: string;
  /** The path of that address (`/performance`), put before every link of a page; empty for none. */
  readonly path: string;
  /** The licence of data sets that name none. */
  readonly licence: string;
  /** The e-mail address of whoever runs the platform. */
  readonly contact: string | null;
  /** Paths of the style sheets, in order. */
  readonly styles: readonly string[];
  /** The hash (SRI) of `/embed.js`; null where the elements are not built. */
  readonly loaderIntegrity: string | null;
  /** Path of the script that holds the elements' style sheets, without a slash before it; null where they are not built. */
  readonly sheetsPath: string | null;
}

/** The address of `path` in a page's link. */
export const hrefTo =
  ({ path }: Site) =>
  (to: string): string =>
    path + to;
