/** A subject has one page: of its dashboards at most one is marked as it, in what is sent and in what is stored together. */
import type { DeliveredDashboard } from '../../submissions/dashboards.js';
import { subjectKey, type Inventory } from '../../submissions/inventory.js';
import type { Fields } from './yaml-fields.js';
import { placeWords } from './yaml-text.js';

interface Marked {
  fields: Fields<string>;
  slug: string;
  subject: string;
}

const KEY = 'is-own-page';

export class OwnPages {
  /** By subject, the dashboard that was marked first. */
  readonly #marked = new Map<string, Marked>();

  constructor(private readonly catalogue: Pick<Inventory, 'ownPages'>) {}

  add(fields: Fields<string>, slug: string, subject: DeliveredDashboard['subject']): void {
    const key = subjectKey(subject.type, subject.slug);
    const first = this.#marked.get(key);
    if (!first) {
      this.#marked.set(key, { fields, slug, subject: key });
      return;
    }
    // One that is sent twice is refused for that.
    if (first.slug === slug) return;
    const { file } = first.fields.reporter;
    const where = `${placeWords(first.fields.spot(KEY))}${file === fields.reporter.file ? '' : ` of ${file}`}`;
    const message = `${first.slug} is the page of ${key} already, in ${where}: take the mark from one of them`;
    fields.bad(KEY, message, 'DUPLICATE_KEY');
  }

  /** Of those that are stored: what is sent as well is as it is sent. */
  finish(isSent: (slug: string) => boolean): void {
    for (const { fields, slug, subject } of this.#marked.values()) {
      const stored = this.catalogue.ownPages.get(subject);
      if (stored === undefined || stored === slug || isSent(stored)) continue;
      const message = `the dashboard ${stored} is the page of ${subject} already: send it beside this one without is-own-page, or take the mark away here`;
      fields.bad(KEY, message, 'DUPLICATE_KEY');
    }
  }
}
