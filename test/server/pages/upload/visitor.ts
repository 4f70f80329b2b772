/** Somebody with a browser that has no JavaScript. */

const ENTITIES: Record<string, string> = {
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};
export const unescaped = (text: string): string =>
  text.replace(/&(?:quot|#39|lt|gt|amp);/g, (found) => ENTITIES[found]);

/** A browser: keeps cookies, follows redirects, sends forms as pages have them. */
export class Visitor {
  cookie = '';
  page = '';
  status = 0;
  path = '';

  constructor(private url: string) {}

  /** The same site is at another address from now on. */
  moveTo(url: string): void {
    this.url = url;
  }

  async get(path: string): Promise<void> {
    this.path = path;
    await this.#take(await fetch(this.url + path, { headers: this.#headers(), redirect: 'manual' }));
  }

  #headers(): Record<string, string> {
    return { accept: 'text/html', ...(this.cookie && { cookie: this.cookie }) };
  }

  async #take(response: Response): Promise<void> {
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = /=;|Max-Age=0|1970/.test(set) ? '' : set.split(';', 1)[0];
    this.status = response.status;
    this.page = await response.text();
    const to = response.headers.get('location');
    if (to) await this.get(to.replace(/#.*/, ''));
  }

  /** What a form of the page would send, but for what somebody fills in. */
  hidden(): Record<string, string> {
    const found = [...this.page.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)];
    return Object.fromEntries(found.map(([, name, value]) => [name, unescaped(value)]));
  }

  /** @param fields several of a name as pairs */
  async post(
    path: string,
    fields: Record<string, string> | readonly (readonly [string, string])[],
    headers: Record<string, string> = {},
  ): Promise<void> {
    const filled = Array.isArray(fields) ? fields : Object.entries(fields);
    const names = new Set(filled.map(([name]) => name as string));
    const hidden = Object.entries(this.hidden()).filter(([name]) => !names.has(name));
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { ...this.#headers(), origin: this.url, ...headers },
      body: new URLSearchParams([...hidden, ...filled] as [string, string][]),
      redirect: 'manual',
    });
    await this.#take(response);
  }

  /** What a form holds, in the order of its fields. */
  fieldsOf(id: string): [name: string, value: string][] {
    const form = new RegExp(`<form[^>]*\\sid="${id}"[\\s\\S]*?</form>`).exec(this.page)?.[0] ?? '';
    const of = (tag: string, name: string): string | undefined => {
      const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
      return found === undefined ? undefined : unescaped(found);
    };
    const controls = form.matchAll(
      /<input\b[^>]*>|<select\b[^>]*>[\s\S]*?<\/select>|(<textarea\b[^>]*>)\n?([\s\S]*?)<\/textarea>/g,
    );
    return [...controls].flatMap(([tag, textarea, text]): [string, string][] => {
      const name = of(textarea ?? tag, 'name');
      if (name === undefined) return [];
      if (textarea !== undefined) return [[name, unescaped(text!)]];
      if (tag.startsWith('<select')) {
        const options = [...tag.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
        const chosen = options.find((option) => /\sselected\b/.test(option)) ?? options[0] ?? '';
        return [[name, of(chosen, 'value') ?? '']];
      }
      const isTicked = !/type="(?:checkbox|radio)"/.test(tag) || /\schecked\b/.test(tag);
      return isTicked ? [[name, of(tag, 'value') ?? '']] : [];
    });
  }

  /** Sends a form of the page as it stands, but for what is filled in. */
  async send(id: string, filled: Record<string, string>, signal?: AbortSignal): Promise<void> {
    const form = new RegExp(`<form[^>]*\\sid="${id}"[^>]*>`).exec(this.page)?.[0] ?? '';
    const action = /action="([^"]*)"/.exec(form)?.[1];
    if (action === undefined) throw new Error(`the page ${this.path} has no form ${id}`);
    const own = this.fieldsOf(id).map(([name, value]): [string, string] => [name, filled[name] ?? value]);
    const names = new Set(own.map(([name]) => name));
    const more = Object.entries(filled).filter(([name]) => !names.has(name));
    this.path = unescaped(action);
    const response = await fetch(this.url + this.path, {
      method: 'POST',
      headers: { ...this.#headers(), origin: this.url },
      body: new URLSearchParams([...own, ...more]),
      redirect: 'manual',
      ...(signal && { signal }),
    });
    await this.#take(response);
  }

  async bring(path: string, name: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
    const body = new FormData();
    for (const [field, value] of Object.entries(this.hidden())) body.append(field, value);
    body.append('file', new Blob([content]), name);
    const headers = { ...this.#headers(), origin: this.url };
    await this.#take(await fetch(this.url + path, { method: 'POST', headers, body, redirect: 'manual' }));
  }

  get action(): string {
    return /action="([^"]*\/(?:publish|undo))"/.exec(this.page)?.[1] ?? '';
  }

  heading(): string {
    return (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(this.page)?.[1] ?? '').trim();
  }
}
