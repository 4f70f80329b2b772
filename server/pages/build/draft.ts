/** A dashboard while it is edited: whatever was typed, right or wrong, by the names that files have for it. */
import type { Written } from '../../modules/stored-definition.js';

/** What was typed, by its name; what is empty is not there, except `text`: with it a module is a text. */
export type Words = Readonly<Record<string, string>>;

export interface DraftModule {
  /** Its name within the dashboard, and in addresses: it stays what it was. */
  slug: string;
  words: Words;
}

export interface DraftSection {
  words: Words;
  modules: readonly DraftModule[];
}

export interface Draft {
  words: Words;
  sections: readonly DraftSection[];
}

/** The texts of readers, which may have a Welsh one beside the English. */
const TEXTS = ['title', 'description', 'text'];
export const welsh = (name: string): string => `${name}-cy`;

/** What is said of a draft that was not as it had been when it was opened. */
export const APART =
  'This draft was changed, saved or thrown away in another window. Nothing was overwritten: what you sent is a draft of its own. “Build dashboards” lists your drafts.';

export const EMPTY_DRAFT: Draft = { words: {}, sections: [] };

function definitionOfWords(words: Words): Written {
  const written: Written = {};
  for (const [name, value] of Object.entries(words)) {
    if (TEXTS.some((text) => welsh(text) === name)) continue;
    const cy = TEXTS.includes(name) ? words[welsh(name)] : undefined;
    written[name] = cy === undefined ? value : { en: value, cy };
  }
  for (const name of TEXTS) {
    const cy = words[welsh(name)];
    if (cy !== undefined && words[name] === undefined) written[name] = { cy };
  }
  return written;
}

/** As files have it. */
export const definitionOf = ({ words, sections }: Draft): Written => ({
  ...definitionOfWords(words),
  sections: sections.map((section) => ({
    ...definitionOfWords(section.words),
    modules: section.modules.map(({ slug, words: own }) => ({ slug, ...definitionOfWords(own) })),
  })),
});

function wordsOf(written: Written): Words {
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(written)) {
    if (value === undefined || value === null || value === '') continue;
    if (typeof value === 'object') {
      const { en, cy } = value as { en?: string; cy?: string };
      if (en) words[name] = en;
      if (cy) words[welsh(name)] = cy;
    } else words[name] = String(value as string | number | boolean);
  }
  return words;
}

const listOf = (value: unknown): Written[] => (Array.isArray(value) ? (value as Written[]) : []);

/** To go on with what is stored. */
export function draftOf({ sections, ...head }: Written): Draft {
  return {
    words: wordsOf(head),
    sections: listOf(sections).map(({ modules, ...section }) => ({
      words: wordsOf(section),
      modules: listOf(modules).map(({ slug, ...module }) => ({ slug: String(slug), words: wordsOf(module) })),
    })),
  };
}

/** A text between figures, however little of it is there. */
export const isText = ({ text }: Words): boolean => text !== undefined;

export const modulesOf = ({ sections }: Draft): DraftModule[] => sections.flatMap(({ modules }) => modules);

/** A slug like `wanted` that no module of the draft has. */
export function freeSlug(draft: Draft, wanted: string): string {
  const taken = new Set(modulesOf(draft).map(({ slug }) => slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

/** A title as an address has it: "Carer’s Allowance" → `carers-allowance`. */
export const slugOfTitle = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

export const parseDraft = (content: string): Draft => JSON.parse(content) as Draft;

const sorted = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Equal drafts are equal texts, in whatever order their words came. */
export const writeDraft = ({ words, sections }: Draft): string =>
  JSON.stringify({
    words: sorted(words),
    sections: sections.map((section) => ({
      words: sorted(section.words),
      modules: section.modules.map(({ slug, words: own }) => ({ slug, words: sorted(own) })),
    })),
  } satisfies Draft);
