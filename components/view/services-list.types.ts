/** The cells of a list of services, as texts. */

export interface ListCell {
  label: string;
  text: string;
  /** The figure's own page; null where there is no value. */
  url: string | null;
}

export interface ListTotal {
  /** The key of its head. */
  key: string;
  label: string;
  text: string;
  coverage: string;
}
