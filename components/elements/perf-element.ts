import { LitElement, nothing, render, type PropertyDeclaration, type PropertyValues } from 'lit';
import { canonicalWord } from '../client/request.js';
import { closestAcross } from '../controllers/ancestors.js';
import { follow, unfollow } from '../controllers/connected-elements.js';
import type { Language } from '../formatting/types.js';

/** How elements declare a property. */
export interface ElementProperty extends PropertyDeclaration {
  /** It is one of a list of words. */
  word?: boolean;
}

/** What a property is set to by an attribute, a script or a framework: text is taken as an attribute's text. */
function valueOf(value: unknown, { type, word }: ElementProperty): unknown {
  if (type === Boolean) return value === '' || (Boolean(value) && value !== 'false');
  if (type === Number) return Number(value);
  return word ? canonicalWord(String(value)) : value;
}

/** The platform's pages may not be framed: from a frame its links lead out of it. */
function leaveFrame(this: PerfElement, event: Event): void {
  const [link] = event.composedPath().filter((each) => each instanceof HTMLAnchorElement);
  if (window.top !== window && link && this.renderRoot.contains(link) && !/[?&]download/.test(link.search))
    link.target = '_blank';
}

const undashed = (name: string): string => name.replaceAll('-', '');

/** What all elements have in common. */
export abstract class PerfElement extends LitElement {
  /**
   * @internal
   * What frameworks write for `compareTo` before the element is defined, `compareto`, is `compare-to`.
   */
  static override get observedAttributes(): string[] {
    const names = super.observedAttributes;
    return [...names, ...names.map(undashed)];
  }

  /**
   * @internal
   * An attribute that is taken away leaves its property's first value, not null.
   */
  static override createProperty(name: PropertyKey, options?: ElementProperty): void {
    super.createProperty(name, { converter: (text) => text, ...options, useDefault: true });
  }

  /** @internal */
  static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: ElementProperty,
  ): PropertyDescriptor {
    const descriptor = super.getPropertyDescriptor(name, key, options)!;
    let first: unknown;
    return {
      ...descriptor,
      set(this: PerfElement, value: unknown) {
        first ??= value;
        descriptor.set!.call(this, valueOf(value ?? first, options));
      },
    };
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    const { observedAttributes } = this.constructor as typeof PerfElement;
    super.attributeChangedCallback(
      observedAttributes.find((each) => undashed(each) === name) ?? name,
      old,
      value,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    follow(this);
    this.addEventListener('click', leaveFrame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unfollow(this);
  }

  protected override update(changed: PropertyValues<this>): void {
    const root = this.renderRoot as ShadowRoot;
    // A translator has put elements in the place of texts: what is written into those is not seen any more.
    const focused = root.querySelector('font') && (root.activeElement?.id ?? '');
    if (focused !== null) render(nothing, root, this.renderOptions);
    super.update(changed);
    if (focused) root.getElementById(focused)?.focus();
  }

  /** That of the tag, else of the nearest element around it that has one. */
  protected get language(): Language {
    const lang = this.lang || closestAcross<HTMLElement>(this, '[lang]')?.lang;
    return lang?.toLowerCase().startsWith('cy') ? 'cy' : 'en';
  }
}
