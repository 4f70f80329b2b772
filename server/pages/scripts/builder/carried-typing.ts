/**
 * What somebody types while the answer to a button is under way: the form that is answered takes the place of the one that
 * they are typing into, and does not know it yet.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (value: unknown): value is Field =>
  value instanceof HTMLInputElement ||
  value instanceof HTMLTextAreaElement ||
  value instanceof HTMLSelectElement;

const isTick = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && field.type === 'checkbox';

/** Where a section went that stood at a place; null = it is gone. */
function sectionAfter(at: number, button: string): number | null {
  const [word, of] = button.split(' ');
  const moved = Number(of);
  if (word === 'remove-section') return at === moved ? null : at > moved ? at - 1 : at;
  const other = word === 'section-up' ? moved - 1 : word === 'section-down' ? moved + 1 : moved;
  return at === moved ? other : at === other ? moved : at;
}

/** What a field belongs to in the form that takes the place of its own; null where that is gone. */
function partAfter(field: Field, next: HTMLFormElement, button: string): ParentNode | null {
  const module = field.closest<HTMLElement>('[data-module]')?.dataset.module;
  if (module !== undefined) return next.querySelector(`[data-module="${CSS.escape(module)}"]`);
  const section = field.closest('[data-section]');
  if (!section) return next;
  const at = [...section.parentElement!.children].indexOf(section);
  const after = sectionAfter(at, button);
  return after === null ? null : (next.querySelectorAll('[data-section]')[after] ?? null);
}

/** The form of a module that was closed in the meantime has hidden fields, and none for what was empty. */
function hiddenIn(part: ParentNode, name: string): HTMLInputElement {
  const hidden = document.createElement('input');
  Object.assign(hidden, { type: 'hidden', name });
  part.querySelector('[name="module"]')?.after(hidden);
  return hidden;
}

/** A field in which somebody is typing, and the place in its text. */
export interface Typing {
  field: Field;
  at: readonly [start: number, end: number] | null;
}

const placeIn = (field: Field): Typing['at'] =>
  field instanceof HTMLSelectElement || field.selectionStart === null
    ? null
    : [field.selectionStart, field.selectionEnd ?? field.selectionStart];

/**
 * Puts what was typed into the form that takes the place of another.
 * @param typed fields of the other form
 * @param button what was pressed
 * @returns where somebody is typing, in the new form; null where they are not, or their field is gone
 */
export function carryTyping(
  typed: ReadonlySet<EventTarget>,
  next: HTMLFormElement,
  button: string,
): Typing | null {
  let typing: Typing | null = null;
  for (const from of typed) {
    if (!isField(from)) continue;
    const part = partAfter(from, next, button);
    if (!part) continue;
    const to = part.querySelector<Field>(`[name="${CSS.escape(from.name)}"]`) ?? hiddenIn(part, from.name);
    if (!isTick(from)) to.value = from.value;
    else if (isTick(to)) to.checked = from.checked;
    else if (from.checked) to.value = from.value;
    else to.remove();
    if (from === document.activeElement && to.type !== 'hidden') typing = { field: to, at: placeIn(from) };
  }
  return typing;
}

/** Once the form stands on the page. */
export function goOnTyping({ field, at }: Typing): void {
  field.focus();
  if (at && !(field instanceof HTMLSelectElement)) field.setSelectionRange(...at);
}
