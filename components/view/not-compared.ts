/** What a dashboard says once: which of its figures cannot be compared before and after a day, and why. */
import type { Language, ModuleData } from '../formatting/types.js';
import { moduleTitle } from './head-words.js';

interface NotComparedTexts {
  heading: (label: string) => string;
}

const ENGLISH: NotComparedTexts = { heading: (label) => `${label}: figures that cannot be compared` };

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<NotComparedTexts> = {};

export interface NotComparedView {
  heading: string;
  items: readonly string[];
}

/** Null where all are compared, or no day was asked for. */
export function notComparedView(modules: readonly ModuleData[], lang: Language): NotComparedView | null {
  const texts = lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH;
  const without = modules.flatMap((data) => {
    const both = data.beforeAndAfter;
    return both && both.absolute === null ? [{ both, title: moduleTitle(data) }] : [];
  });
  const [first] = without;
  if (!first) return null;
  const items = without.map(({ both, title }) => (both.reason ? `${title}: ${both.reason}` : title));
  return { heading: texts.heading(first.both.label), items: [...new Set(items)] };
}
