/**
 * Moves boxes that stand on one line apart, each as little as its neighbours allow.
 *
 * @param wanted Where each box's centre should be, and its size along the line.
 * @returns The centres, in the order given; within [from, to] if the boxes have room there, else null.
 */
export function spread(
  wanted: readonly { centre: number; size: number }[],
  from: number,
  to: number,
): number[] | null {
  if (wanted.reduce((sum, { size }) => sum + size, 0) > to - from + 1e-6) return null;
  const order = wanted
    .map((_, index) => index)
    .sort((a, b) => wanted[a]!.centre - wanted[b]!.centre || a - b);
  const clamp = (start: number, size: number): number => Math.max(from, Math.min(to - size, start));
  const runs: { members: number[]; size: number; start: number }[] = [];
  for (const index of order) {
    const { centre, size } = wanted[index]!;
    let run = { members: [index], size, start: clamp(centre - size / 2, size) };
    // A run that would overlap the one before joins it, and stands where its members want to be on average.
    for (
      let before = runs.at(-1);
      before && before.start + before.size > run.start + 1e-9;
      before = runs.at(-1)
    ) {
      runs.pop();
      const members = [...before.members, ...run.members];
      let offset = 0;
      let start = 0;
      for (const member of members) {
        const { centre: wish, size: own } = wanted[member]!;
        start += wish - own / 2 - offset;
        offset += own;
      }
      run = { members, size: offset, start: clamp(start / members.length, offset) };
    }
    runs.push(run);
  }
  const centres = wanted.map(() => 0);
  for (const { members, start } of runs) {
    let at = start;
    for (const member of members) {
      centres[member] = at + wanted[member]!.size / 2;
      at += wanted[member]!.size;
    }
  }
  return centres;
}
