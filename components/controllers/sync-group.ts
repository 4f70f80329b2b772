/** What elements with the same `sync` word share. */
export interface SyncMember {
  /** Another member's reader reads this point in time (`YYYY-MM-DD` or an instant), or none any more. */
  followSelection(start: string | null): void;
}

const groups = new Map<string, Set<SyncMember>>();

/** @returns leaves the group */
export function joinGroup(word: string, member: SyncMember): () => void {
  const group = groups.get(word) ?? new Set();
  groups.set(word, group.add(member));
  return () => {
    group.delete(member);
    if (!group.size) groups.delete(word);
  };
}

/** Tells the other members of the group. */
export function shareSelection(word: string, from: SyncMember, start: string | null): void {
  for (const member of groups.get(word) ?? []) if (member !== from) member.followSelection(start);
}
