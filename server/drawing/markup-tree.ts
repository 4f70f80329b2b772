import type { DrawingNode } from '../../components/formatting/drawing-types.js';
import type { Markup } from '../../components/view/html.js';

/** A tag with its attributes, whose values are always quoted, or a text. */
const TOKEN = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
const VOID_TAGS = new Set(['input', 'br', 'img', 'hr']);
const INLINE_TAGS = new Set(['a', 'abbr', 'span', 'strong', 'tspan']);

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (escape) => CHARACTERS[escape]!);

type OpenNode = [string, Record<string, string>, ...(DrawingNode | string)[]];

/** Whether whitespace between two tags is a space that readers see. */
const isSpace = (before: unknown, nextTag = ''): boolean =>
  Array.isArray(before) && INLINE_TAGS.has(String(before[0])) && INLINE_TAGS.has(nextTag);

/**
 * The one element of markup that this code has made, as a tree: well-formed, with quoted attributes, and no escapes but those
 * that `html` and `svgText` write. Whitespace that nobody sees is left out.
 * @throws Error at markup that is anything else
 */
export function treeOf(markup: Markup): DrawingNode {
  const text = String(markup).trim();
  const root: OpenNode = ['', {}];
  const open = [root];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, closing, tag, attributes, selfClosing, words] = match;
    const parent = open.at(-1)!;
    if (match.index !== end) break;
    end += token.length;
    if (words !== undefined) {
      const nextTag = /^<([a-z]+)/.exec(text.slice(end, end + 12))?.[1];
      if (words.trim()) parent.push(unescaped(words));
      else if (isSpace(parent.at(-1), nextTag)) parent.push(' ');
    } else if (closing) {
      if (parent[0] !== tag) break;
      open.pop();
    } else {
      const made: OpenNode = [tag!, {}];
      for (const [, name, value] of attributes!.matchAll(ATTRIBUTE)) made[1][name!] = unescaped(value ?? '');
      parent.push(made);
      if (!selfClosing && !VOID_TAGS.has(tag!)) open.push(made);
    }
  }
  const [, , tree, ...others] = root;
  if (end !== text.length || open.length !== 1 || typeof tree !== 'object' || others.length)
    throw new Error(`no markup of ours from character ${end} on: ${text.slice(end, end + 80)}`);
  return tree;
}
