import { LitElement, type PropertyDeclaration } from 'lit';
import { closestAcross } from '../controllers/ancestors.js';
import { follow, unfollow } from '../controllers/connected-elements.js';
import type { Language } from '../formatting/types.js';

/** What all elements have in common. */
export abstract class PerfElement extends LitElement {
  /**
   * @internal
   * An attribute that is taken away leaves its property's first value, not null.
   */
  static override createProperty(name: PropertyKey, options?: PropertyDeclaration): void {
    super.createProperty(name, { ...options, useDefault: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    follow(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unfollow(this);
  }

  /** That of the tag, else of the nearest element around it that has one. */
  protected get language(): Language {
    const lang = this.lang || closestAcross<HTMLElement>(this, '[lang]')?.lang;
    return lang?.toLowerCase().startsWith('cy') ? 'cy' : 'en';
  }
}
