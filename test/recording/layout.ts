/**
 * HTML without the white space that no reader sees. It follows the indentation and the length of lines of the code that
 * writes it: whoever renames a variable in a template moves it.
 */
const BLOCKS = new Set(
  [
    'html head body title meta link script main header footer nav section form fieldset legend details summary div p',
    'ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr th td figure option select textarea',
  ].flatMap((names) => names.split(' ')),
);

/** What is kept as it is. */
const VERBATIM = /<(script|style|textarea|pre)\b[^>]*>[\s\S]*?<\/\1>/g;

const isBlock = (tag: string | undefined): boolean =>
  tag === undefined || tag.startsWith('<!') || BLOCKS.has(/^<\/?([a-z0-9-]+)/i.exec(tag)?.[1] ?? '');

/** Runs of white space are one space; there is none beside the tags of blocks, nor at the end of a tag. */
export function withoutLayout(html: string): string {
  const kept: string[] = [];
  const parts = html
    .replace(VERBATIM, (part) => `<script kept="${kept.push(part) - 1}">`)
    .replace(/\s+/g, ' ')
    .split(/(<[^>]*>)/);
  const text = parts.map((part, at) => {
    if (at % 2) return part.replace(/ (\/?>)$/, '$1');
    const [before, after] = [parts[at - 1], parts[at + 1]].map(isBlock);
    return part.replace(/^ /, before ? '' : ' ').replace(/ $/, after ? '' : ' ');
  });
  return text.join('').replace(/<script kept="(\d+)">/g, (_, at) => kept[Number(at)]);
}
