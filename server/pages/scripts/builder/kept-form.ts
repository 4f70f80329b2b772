/** What is typed into a form, sent to be kept. */

/** The fields of a form as a button of it would send them; files are left out. */
export function formBody(form: HTMLFormElement, button: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  body.set('do', button);
  return body;
}

/**
 * Goes where a button of the form leads, also where the form was replaced since it was pressed.
 * @param action where the button has an address of its own
 */
export function sendForm(form: HTMLFormElement, button: string, action: string | null): void {
  const usual = form.action;
  if (action) form.action = action;
  const pressed = document.createElement('input');
  Object.assign(pressed, { type: 'hidden', name: 'do', value: button });
  form.append(pressed);
  form.submit();
  // Pages that are gone back to may still be as they were left.
  pressed.remove();
  form.action = usual;
}

/** An answer is read as a document, which runs nothing. @returns null where none came */
export function postForPage(action: string, body: URLSearchParams): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', action);
    request.responseType = 'document';
    request.onloadend = () => resolve(request.response as Document | null);
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
    request.send(body.toString());
  });
}

/** @returns what is answered  @throws where it is not kept: a page in the place of an answer is none */
export async function postKept<Kept>(
  action: string,
  body: URLSearchParams,
  keepalive: boolean,
): Promise<Kept> {
  const answer = await fetch(action, { method: 'POST', body, keepalive });
  const isKept = answer.ok && answer.headers.get('content-type')?.startsWith('application/json');
  if (!isKept) throw new Error(`not kept: ${answer.status}`);
  return (await answer.json()) as Kept;
}
