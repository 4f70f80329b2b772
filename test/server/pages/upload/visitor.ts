/** Somebody with a browser that has no JavaScript. */

/** A browser: keeps cookies, follows redirects, sends forms as pages have them. */
export class Visitor {
  cookie = '';
  page = '';
  status = 0;
  path = '';

  constructor(private readonly url: string) {}

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
    if (to) await this.get(to);
  }

  /** What a form of the page would send, but for what somebody fills in. */
  hidden(): Record<string, string> {
    const found = [...this.page.matchAll(/<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)];
    return Object.fromEntries(found.map(([, name, value]) => [name, value]));
  }

  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<void> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { ...this.#headers(), origin: this.url, ...headers },
      body: new URLSearchParams({ ...this.hidden(), ...fields }),
      redirect: 'manual',
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
