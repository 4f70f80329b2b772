import { LitElement, type PropertyDeclaration } from 'lit';
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

  protected get language(): Language {
    const lang = this.lang || this.closest<HTMLElement>('[lang]')?.lang;
    return lang?.toLowerCase().startsWith('cy') ? 'cy' : 'en';
  }
}
