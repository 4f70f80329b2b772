/** A button beside each box to copy from. Without it the text is chosen and copied by hand. */

/** How long a button says that it has done it. */
const SAID_MS = 4000;

function addButton(box: HTMLTextAreaElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary app-copy__button';
  button.textContent = 'Copy';
  // Which of the buttons it is, for those who hear them one by one.
  const label = document.querySelector<HTMLElement>(`label[for="${box.id}"]`);
  if (label) {
    label.id ||= `${box.id}-label`;
    button.id = `${box.id}-copy`;
    button.setAttribute('aria-labelledby', `${button.id} ${label.id}`);
  }
  const status = document.createElement('span');
  status.className = 'app-copy__status';
  status.setAttribute('role', 'status');
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', () => {
    void copy(box).then((text) => {
      status.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = ''), SAID_MS);
    });
  });
  box.after(button, ' ', status);
}

/** @returns what became of it, in words */
async function copy(box: HTMLTextAreaElement): Promise<string> {
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
    return 'Copied';
  } catch {
    // Not allowed, or no secure connection: the text is chosen already.
    return 'Press Ctrl and C, or Cmd and C, to copy';
  }
}

document.querySelectorAll<HTMLTextAreaElement>('textarea.app-code[readonly]').forEach(addButton);
