/** Day numbers as dates. The same few thousand days are asked for again and again. */
const TEXTS = new Map<number, string>();

export function dateText(day: number): string {
  let text = TEXTS.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    TEXTS.set(day, text);
  }
  return text;
}

export const dayOf = (text: string): number => Date.parse(text) / 86_400_000;
