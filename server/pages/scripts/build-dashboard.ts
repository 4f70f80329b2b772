/**
 * The editor of a dashboard without waiting for pages: what is typed is kept, buttons change the form in place, figures are
 * dragged, and the preview follows. Every button works without it, too.
 */
import { makeDraggable } from './builder/dragging.js';
import { carryTyping, goOnTyping } from './builder/carried-typing.js';
import { formBody, postForPage, postKept, sendForm } from './builder/kept-form.js';

const PAUSE_MS = 1500;
const RETRY_MS = 10_000;
/** Browsers send no more than this while a page goes away. */
const MOST_KEPT_ALIVE = 60_000;

/** Buttons that lead to another page, or end the draft. */
const LEAVES = /^(?:save|pick|delete|take-newer)/;

interface Kept {
  key: string;
  base: string;
  text: string;
  /** Why it is another draft now. */
  apart?: string;
}

const NOT_KEPT =
  'Not kept on the server: it does not answer, or you were signed out. This browser keeps it; sign in in another window, then go on here.';

class Editor {
  readonly #live = document.createElement('p');
  /** Of this window: what another one keeps of the same draft is its own. */
  readonly #window = Math.random().toString(36).slice(2);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isChanged = false;
  /** The fields that were typed into since a button's work was sent. */
  readonly #typed = new Set<EventTarget>();
  /** One after the other: each names the state that it goes on from. */
  #sending: Promise<void> = Promise.resolve();

  constructor(private form: HTMLFormElement) {
    // The form is replaced; what is announced has to stand in a place that stays.
    this.#live.className = 'govuk-visually-hidden';
    this.#live.setAttribute('role', 'status');
    document.querySelector('main')?.append(this.#live);
    this.#listen();
    addEventListener('pagehide', () => this.#keepNow(true));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#keepNow(true);
    });
    addEventListener('online', () => this.#keepNow(false));
    document.addEventListener('keydown', (event) => this.#shortcut(event));
    void this.#restore();
  }

  #listen(): void {
    const { form } = this;
    form.addEventListener('input', ({ target }) => {
      this.#isChanged = true;
      if (target) this.#typed.add(target);
      this.#remember();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keepNow(false), PAUSE_MS);
    });
    form.addEventListener('submit', (event) => this.#submit(event));
    makeDraggable(form, (said) => this.#do('keep-here', said));
  }

  #field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  /** Where the browser keeps what is typed: the places of all windows of this draft begin alike. */
  get #places(): string {
    return `perf-draft ${this.form.dataset.draft ?? ''}`;
  }

  get #place(): string {
    return `${this.#places} ${this.#window}`;
  }

  /** Until the server has it, the browser has it. */
  #remember(): void {
    const body = formBody(this.form, 'keep-here');
    body.delete('csrf');
    try {
      localStorage.setItem(this.#place, body.toString());
    } catch {
      // Browsers may have no room, or none for us.
    }
  }

  #forget(): void {
    try {
      localStorage.removeItem(this.#place);
    } catch {
      // As above.
    }
  }

  /** What windows left in the browser that were closed before the server had it goes there, and the page shows it. */
  async #restore(): Promise<void> {
    let names: string[] = [];
    try {
      names = Object.keys(localStorage).filter((name) => name.startsWith(this.#places));
      let kept: Kept | null = null;
      for (const name of names) {
        const body = new URLSearchParams(localStorage.getItem(name) ?? '');
        body.set('csrf', this.#field('csrf').value);
        body.set('do', 'keep');
        const answer = await postKept<Kept>(this.form.action, body, false);
        localStorage.removeItem(name);
        // The page shows it already where it is the answer to what was sent by a button: its problems stay.
        if (answer.apart !== undefined || answer.base !== this.#field('base').value) kept = answer;
      }
      if (kept) location.replace(`${this.#actionOf(kept.key)}?${kept.apart ? 'apart' : 'back'}=yes`);
    } catch {
      // Without a place to keep things there is nothing to bring back.
      if (names.length > 0) this.#say(NOT_KEPT);
    }
  }

  #actionOf(key: string): string {
    return this.form.action.replace(/[^/]+$/, key);
  }

  #say(text: string): void {
    this.#live.textContent = text;
    const status = this.form.querySelector('[data-kept-status]');
    if (status) status.textContent = text;
  }

  #keepNow(isLeaving: boolean): void {
    clearTimeout(this.#timer);
    if (!this.#isChanged) return;
    this.#sending = this.#sending.then(async () => void (await this.#keep(isLeaving)));
  }

  /** @returns whether the server has what was typed until then */
  async #keep(isLeaving: boolean): Promise<boolean> {
    if (!this.#isChanged) return true;
    this.#isChanged = false;
    const body = formBody(this.form, 'keep');
    const keepalive = isLeaving && body.toString().length < MOST_KEPT_ALIVE;
    try {
      const { key, base, text, apart } = await postKept<Kept>(this.form.action, body, keepalive);
      // What was typed in the meantime has only the browser.
      if (!this.#isChanged) this.#forget();
      this.#field('base').value = base;
      if (apart !== undefined) {
        this.#forget();
        this.form.action = this.#actionOf(key);
        this.form.dataset.draft = key;
        if (this.#isChanged) this.#remember();
        history.replaceState(null, '', this.form.action);
        this.#tell(apart);
      }
      this.form.querySelector<HTMLButtonElement>('[name="do"][value="undo"]')?.removeAttribute('disabled');
      const status = this.form.querySelector('[data-kept-status]');
      if (status) status.textContent = text;
      this.#showPreview();
      return true;
    } catch {
      this.#notKept();
      return false;
    }
  }

  /** It is tried again: as soon as the browser sees a connection, and from time to time. */
  #notKept(): void {
    this.#isChanged = true;
    this.#say(NOT_KEPT);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keepNow(false), RETRY_MS);
  }

  /** Above the form, until the page is left: whoever types is not looking at the line that says when it was kept. */
  #tell(text: string): void {
    const notice = document.createElement('p');
    notice.className = 'app-notice app-notice--problem govuk-body';
    notice.setAttribute('role', 'alert');
    notice.textContent = text;
    document.querySelector('main h1')?.before(notice);
    notice.scrollIntoView({ block: 'nearest' });
  }

  #submit(event: SubmitEvent): void {
    clearTimeout(this.#timer);
    const submitter = event.submitter as HTMLButtonElement | null;
    const button = submitter?.value ?? 'keep-here';
    const action = submitter?.getAttribute('formaction') ?? null;
    event.preventDefault();
    if (LEAVES.test(button)) this.#sending = this.#sending.then(() => this.#leave(button, action));
    else this.#do(button);
  }

  /** Once the server has all of it: what the browser still kept would come back beside what is done on the next page. */
  async #leave(button: string, action: string | null): Promise<void> {
    while (this.#isChanged) if (!(await this.#keep(false))) return;
    sendForm(this.form, button, action);
  }

  /** Does what a button does, and shows the form as it is then. */
  #do(button: string, said?: string): void {
    this.#remember();
    this.#sending = this.#sending.then(() => this.#send(button, said));
  }

  async #send(button: string, said?: string): Promise<void> {
    this.#isChanged = false;
    this.#typed.clear();
    const body = formBody(this.form, button);
    body.set('as', 'part');
    const page = await postForPage(this.form.action, body);
    const form = page?.querySelector<HTMLFormElement>('form#draft');
    if (page && form) await this.#show(page, form, button, said);
    else this.#notKept();
  }

  async #show(page: Document, form: HTMLFormElement, button: string, said?: string): Promise<void> {
    this.#forget();
    const isApart = form.dataset.draft !== this.form.dataset.draft;
    const next = document.adoptNode(form);
    const typing = carryTyping(this.#typed, next, button);
    this.form.replaceWith(next);
    this.form = next;
    this.#listen();
    if (this.#isChanged) this.#remember();
    if (isApart) {
      // What happened stands above the form, which is another one now.
      if (await this.#keep(false)) location.assign(`${next.action}?apart=yes`);
      return;
    }
    const preview = document.querySelector('.app-build__preview');
    const nextPreview = page.querySelector('.app-build__preview');
    if (!preview && nextPreview) next.after(document.adoptNode(nextPreview));
    else if (preview && !nextPreview) preview.remove();
    else this.#showPreview();
    const open = this.#field('open').value;
    history.replaceState(
      null,
      '',
      `${next.action}${open === '' ? '' : `?${new URLSearchParams({ open }).toString()}`}`,
    );
    this.#say(said ?? next.querySelector('[data-kept-status]')?.textContent?.trim() ?? '');
    if (typing) goOnTyping(typing);
    else this.#focus(button);
  }

  /** On what somebody was on, or what takes its place. */
  #focus(button: string): void {
    const [word = '', ...rest] = button.split(' ');
    const slug = rest.join(' ');
    const doing = (value: string): HTMLElement | null =>
      this.form.querySelector(`[name="do"][value="${CSS.escape(value)}"]:not([disabled])`);
    const target =
      word === 'edit' || word === 'copy' || word === 'add-text'
        ? this.form.querySelector<HTMLElement>('.app-build__module--open :is(select, textarea)')
        : word === 'close'
          ? doing(`edit ${slug}`)
          : word === 'section-up' || word === 'section-down'
            ? doing(`${word} ${Number(slug) + (word === 'section-up' ? -1 : 1)}`)
            : doing(button);
    (target ?? doing('undo') ?? doing('save'))?.focus();
  }

  #showPreview(): void {
    const view = document.querySelector<HTMLIFrameElement>('[data-preview]')?.contentWindow;
    const wanted = `${this.form.action}/preview`;
    if (view?.location.href === wanted) view.location.reload();
    else view?.location.replace(wanted);
  }

  #shortcut(event: KeyboardEvent): void {
    const at = event.target as HTMLElement;
    const module = at.closest<HTMLElement>('[data-module]');
    const isUpOrDown = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    if (event.altKey && isUpOrDown && module && this.form.contains(module)) {
      event.preventDefault();
      this.#do(`${event.key === 'ArrowUp' ? 'up' : 'down'} ${module.dataset.module ?? ''}`);
      return;
    }
    const isTyping = at.matches('input, textarea, select');
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || isTyping || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    this.#do(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  }
}

const form = document.querySelector<HTMLFormElement>('form#draft[data-draft]');
if (form) new Editor(form);
