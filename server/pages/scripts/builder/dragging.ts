/** Figures of the editor's form are dragged to another place, in their section or in another one. */

/** Near an edge of the window the page moves on, faster than browsers do it: the top may be far away. */
const EDGE_PX = 110;
const STEP_PX = 45;

function scrollNear(y: number): void {
  if (y < EDGE_PX) scrollBy(0, -STEP_PX);
  else if (y > innerHeight - EDGE_PX) scrollBy(0, STEP_PX);
}

/** @param moved what is done when one was let go, and what is said of it */
export function makeDraggable(form: HTMLFormElement, moved: (said: string) => void): void {
  let dragged: HTMLElement | null = null;
  for (const module of form.querySelectorAll<HTMLElement>('[data-module]')) {
    // Text in an open form is selected by dragging.
    module.draggable = !module.classList.contains('app-build__module--open');
  }
  form.addEventListener('dragstart', (event) => {
    dragged = (event.target as HTMLElement).closest<HTMLElement>('[data-module]');
    dragged?.setAttribute('data-dragged', '');
    event.dataTransfer?.setData('text/plain', dragged?.dataset.module ?? '');
  });
  /** The figure goes where it would be if it were let go. */
  form.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    scrollNear(event.clientY);
    const over = event.target as HTMLElement;
    const module = over.closest<HTMLElement>('[data-module]');
    if (module === dragged) return;
    if (module) {
      const { top, height } = module.getBoundingClientRect();
      if (event.clientY < top + height / 2) module.before(dragged);
      else module.after(dragged);
    } else over.closest('[data-section]')?.querySelector('.app-build__modules')?.append(dragged);
  });
  form.addEventListener('drop', (event) => event.preventDefault());
  form.addEventListener('dragend', () => {
    if (!dragged) return;
    dragged.removeAttribute('data-dragged');
    const all = [...(dragged.parentElement?.children ?? [])];
    const said = `Moved: now ${all.indexOf(dragged) + 1} of ${all.length} in its section.`;
    dragged = null;
    moved(said);
  });
}
