/** What the buttons of the editor do to a draft. */
import type { DraftHistory } from '../../authoring/dashboard-drafts.js';
import { type Draft, type DraftModule, type DraftSection, freeSlug } from './draft.js';

/** A draft after an action, and where the editor goes on. */
export interface Acted {
  draft: Draft;
  /** The slug of the module that is open. */
  open?: string;
  /** What the action was done to: the id of its place on the page. */
  at?: string;
  /** What happened, in words. */
  said?: string;
}

export const moduleId = (slug: string): string => `module-${slug}`;
export const sectionId = (at: number): string => `section-${at}`;

const replaced = <T>(list: readonly T[], at: number, ...by: T[]): T[] => list.toSpliced(at, 1, ...by);

interface Found {
  /** The positions of the section, and of the module in it. */
  section: number;
  module: number;
}

function find({ sections }: Draft, slug: string): Found | null {
  for (const [section, { modules }] of sections.entries()) {
    const module = modules.findIndex((each) => each.slug === slug);
    if (module >= 0) return { section, module };
  }
  return null;
}

const withModules = (draft: Draft, at: number, modules: readonly DraftModule[]): Draft => ({
  ...draft,
  sections: replaced(draft.sections, at, { ...draft.sections[at], modules }),
});

/** One place up or down; over the end of a section into the next one. */
function moveModule(draft: Draft, slug: string, by: 1 | -1): Acted {
  const found = find(draft, slug);
  if (!found) return { draft };
  const { section, module } = found;
  const own = draft.sections[section].modules;
  const to = module + by;
  const at = moduleId(slug);
  if (own[to]) {
    const modules = own.toSpliced(module, 1).toSpliced(to, 0, own[module]);
    const said = `Moved ${by > 0 ? 'down' : 'up'}: now ${to + 1} of ${own.length} in its section.`;
    return { draft: withModules(draft, section, modules), at, said };
  }
  const other = draft.sections[section + by];
  if (!other) return { draft, at, said: `It is the ${by > 0 ? 'last' : 'first'} already.` };
  const rest = withModules(draft, section, own.toSpliced(module, 1));
  const modules = by > 0 ? [own[module], ...other.modules] : [...other.modules, own[module]];
  const name = other.words.title ?? 'a section without a title';
  return { draft: withModules(rest, section + by, modules), at, said: `Moved to the section ${name}.` };
}

function removeModule(draft: Draft, slug: string): Acted {
  const found = find(draft, slug);
  if (!found) return { draft };
  const { modules } = draft.sections[found.section];
  const after = modules.toSpliced(found.module, 1);
  const beside = after[found.module] ?? after[found.module - 1];
  return {
    draft: withModules(draft, found.section, after),
    at: beside ? moduleId(beside.slug) : sectionId(found.section),
    said: 'Removed. Undo brings it back.',
  };
}

function copyModule(draft: Draft, slug: string): Acted {
  const found = find(draft, slug);
  if (!found) return { draft };
  const { modules } = draft.sections[found.section];
  const copy = { ...modules[found.module], slug: freeSlug(draft, slug) };
  return {
    draft: withModules(draft, found.section, modules.toSpliced(found.module + 1, 0, copy)),
    ...{ open: copy.slug, at: moduleId(copy.slug), said: 'Copied.' },
  };
}

function moveSection(draft: Draft, at: number, by: 1 | -1): Acted {
  const section = draft.sections[at];
  if (!section || !draft.sections[at + by]) return { draft, at: sectionId(at) };
  const sections = draft.sections.toSpliced(at, 1).toSpliced(at + by, 0, section);
  return { draft: { ...draft, sections }, at: sectionId(at + by), said: `Moved ${by > 0 ? 'down' : 'up'}.` };
}

const addSection = (draft: Draft): Acted => ({
  draft: { ...draft, sections: [...draft.sections, { words: {}, modules: [] }] },
  at: sectionId(draft.sections.length),
  said: 'A section was added at the end.',
});

function removeSection(draft: Draft, at: number): Acted {
  const sections: readonly DraftSection[] = draft.sections.toSpliced(at, 1);
  const said = 'The section was removed with what stood in it. Undo brings it back.';
  return { draft: { ...draft, sections }, at: sectionId(Math.max(0, at - 1)), said };
}

/** Figures to add: the key of a metric, and what it is split by. */
export interface Wanted {
  metric: string;
  by: string | null;
}

/** `transactions by channel` */
export const wantedOf = (text: string): Wanted => {
  const [metric = '', by = null] = text.split(' by ', 2);
  return { metric, by };
};

/** Adds figures at the end of a section; without any section there will be one. */
export function addModules(draft: Draft, at: number, wanted: readonly Wanted[]): Acted {
  let next: Draft = draft.sections.length > 0 ? draft : { ...draft, sections: [{ words: {}, modules: [] }] };
  const section = Math.min(Math.max(0, at), next.sections.length - 1);
  let first: string | undefined;
  for (const { metric, by } of wanted) {
    const slug = freeSlug(next, by === null ? metric : `${metric}-by-${by}`);
    const module = { slug, words: { metric, ...(by !== null && { by }) } };
    next = withModules(next, section, [...next.sections[section].modules, module]);
    first ??= slug;
  }
  return { draft: next, ...(first !== undefined && { at: moduleId(first) }), said: 'Added.' };
}

/** Adds a text at the end of a section, to be written. */
function addText(draft: Draft, at: number): Acted {
  const section = draft.sections[at];
  if (!section) return { draft };
  const slug = freeSlug(draft, 'text');
  const modules = [...section.modules, { slug, words: { text: '' } }];
  return { draft: withModules(draft, at, modules), open: slug, at: moduleId(slug), said: 'Added a text.' };
}

/** What a button does: a word, and what it is done to. What is not known changes nothing. */
export function act(draft: Draft, button: string): Acted {
  const [word, ...rest] = button.split(' ');
  const of = rest.join(' ');
  switch (word) {
    case 'edit':
      return { draft, open: of, at: moduleId(of) };
    case 'close':
      return { draft, at: moduleId(of) };
    case 'up':
      return moveModule(draft, of, -1);
    case 'down':
      return moveModule(draft, of, 1);
    case 'remove':
      return removeModule(draft, of);
    case 'copy':
      return copyModule(draft, of);
    case 'add-text':
      return addText(draft, Number(of));
    case 'add-section':
      return addSection(draft);
    case 'section-up':
      return moveSection(draft, Number(of), -1);
    case 'section-down':
      return moveSection(draft, Number(of), 1);
    case 'remove-section':
      return removeSection(draft, Number(of));
    default:
      return { draft };
  }
}

/** Steps that can be undone, and characters that they may take. */
const MOST_STEPS = 50;
const MOST_CHARACTERS = 1_000_000;

const bounded = (steps: readonly string[]): string[] => {
  let size = 0;
  return steps.slice(0, MOST_STEPS).filter((step) => (size += step.length) <= MOST_CHARACTERS);
};

/** After a change from one content to the next. Typing is one step until a button is pressed, whatever that does. */
export function changed(history: DraftHistory, from: string, to: string, isTyping: boolean): DraftHistory {
  if (from === to) return isTyping || !history.isTyping ? history : { ...history, isTyping: false };
  const isSameStep = isTyping && history.isTyping;
  return { past: isSameStep ? history.past : bounded([from, ...history.past]), future: [], isTyping };
}

/** One step back or forth; null where there is none. */
export function stepped(
  { past, future }: DraftHistory,
  content: string,
  word: 'undo' | 'redo',
): { content: string; history: DraftHistory } | null {
  const [from, to] = word === 'undo' ? [past, future] : [future, past];
  const [next, ...left] = from;
  if (next === undefined) return null;
  const other = bounded([content, ...to]);
  const [newPast, newFuture] = word === 'undo' ? [left, other] : [other, left];
  return { content: next, history: { past: newPast, future: newFuture, isTyping: false } };
}
