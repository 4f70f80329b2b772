import type { ReactiveControllerHost } from 'lit';

type Member = Pick<ReactiveControllerHost, 'requestUpdate'>;

const members = new Set<Member>();
let isWatched = false;

/** Lets all connected elements look again at what they depend on beyond their own attributes. */
export const updateAll = (): void => members.forEach((member) => member.requestUpdate());

/** From now on the element is told of what it depends on: the range that a reader chose, and the page's languages. */
export function follow(member: Member): void {
  members.add(member);
  if (isWatched) return;
  isWatched = true;
  new MutationObserver(updateAll).observe(document, { attributeFilter: ['lang'], subtree: true });
}

export const unfollow = (member: Member): void => void members.delete(member);
