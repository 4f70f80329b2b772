/** Texts that people typed, as paragraphs, and with the links that some of them have. Nothing else in them is markup. */

/** `<br/>` and ends of lines part paragraphs. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/(?:<br\s*\/?>|\r?\n)+/i)
    .map((part) => part.trim())
    .filter(Boolean);

/** A piece of a paragraph; one with an address (http or https) is a link. */
interface TextPiece {
  text: string;
  url?: string;
}

const LINK = /\[([^[\]]+)\]\((https?:\/\/[^\s()]+)\)/i;

/** Paragraph by paragraph; a link is written `[words](https://…)`. */
export const linkedParagraphs = (text: string): TextPiece[][] =>
  paragraphs(text).map((paragraph) =>
    paragraph.split(LINK).flatMap((text, at, all): TextPiece[] => {
      // What stands between links, their words, their addresses, and so on.
      if (at % 3 === 2 || !text) return [];
      return [at % 3 === 1 ? { text, url: all[at + 1] } : { text }];
    }),
  );
