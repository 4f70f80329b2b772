/**
 * The form of a draft: its fields in the order in which they stand make sections and modules, so that moving one is moving
 * its fields. `section` and `module` begin one; the fields after them belong to it.
 */
import type { Draft, DraftModule, Words } from './draft.js';

type Part = 'dashboard' | 'section' | 'module';

/** The name of a field: `module-period`. */
export const fieldName = (part: Part, word: string): string => `${part}-${word}`;

const withWord = (words: Words, word: string, value: string): Words => {
  const text = value.replace(/\r\n?/g, '\n').trim();
  return text === '' && word !== 'text' ? words : { ...words, [word]: text };
};

/** What a form says. */
export function draftOfForm(fields: URLSearchParams): Draft {
  let words: Words = {};
  const sections: { words: Words; modules: DraftModule[] }[] = [];
  for (const [name, value] of fields) {
    const section = sections.at(-1);
    const module = section?.modules.at(-1);
    if (name === 'section') sections.push({ words: {}, modules: [] });
    else if (name === 'module') section?.modules.push({ slug: value, words: {} });
    else if (name.startsWith('dashboard-')) words = withWord(words, name.slice('dashboard-'.length), value);
    else if (name.startsWith('section-') && section) {
      section.words = withWord(section.words, name.slice('section-'.length), value);
    } else if (name.startsWith('module-') && module) {
      module.words = withWord(module.words, name.slice('module-'.length), value);
    }
  }
  return { words, sections };
}
