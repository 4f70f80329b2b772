/** Keeps what is typed as a draft: a moment after the last key, and when the window is left or closed. */

import { formBody, postKept } from './builder/kept-form.js';

const PAUSE_MS = 1500;

interface Saved {
  draft: string;
  base: string;
  text: string;
}

function keepTyped(form: HTMLFormElement, status: HTMLElement): void {
  const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  let isChanged = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** One after the other: each names the state that it goes on from. */
  let saving = Promise.resolve(true);
  let isSaving = false;
  let isWaiting = false;

  /** @returns whether the server has what was typed until then */
  const save = async (): Promise<boolean> => {
    if (!isChanged) return true;
    isChanged = false;
    isSaving = true;
    const body = formBody(form, 'keep');
    try {
      const { draft, base, text } = await postKept<Saved>(form.action, body, true);
      field('draft').value = draft;
      field('base').value = base;
      status.textContent = text;
      if (draft === '') return true;
      const here = new URL(location.href);
      here.searchParams.set('draft', draft);
      here.searchParams.delete('saved');
      history.replaceState(null, '', here);
      return true;
    } catch {
      isChanged = true;
      status.textContent =
        'Not saved: the platform does not answer, or you were signed out. Sign in in another window, then go on here.';
      return false;
    } finally {
      isSaving = false;
    }
  };
  const next = (): void => {
    clearTimeout(timer);
    saving = saving.then(save);
  };
  form.addEventListener('input', () => {
    isChanged = true;
    clearTimeout(timer);
    timer = setTimeout(next, PAUSE_MS);
  });
  // The form sends itself: nothing more is to be kept. What is on its way comes first: its answer names the draft.
  form.addEventListener('submit', (event) => {
    isChanged = false;
    clearTimeout(timer);
    if (!isSaving) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    void saving.then((isSaved) => {
      isWaiting = false;
      if (isSaved) form.requestSubmit(event.submitter);
    });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') next();
  });
  addEventListener('pagehide', next);
}

const form = document.querySelector<HTMLFormElement>('form[data-kept]');
const status = form?.querySelector<HTMLElement>('[data-kept-status]');
if (form && status) keepTyped(form, status);
