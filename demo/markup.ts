/** HTML of the gallery's pages. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]);

/** `<perf-module service="…">` with a link as fallback, or with what is given. */
export function tag(name: string, attributes: Readonly<Record<string, string>>, content: string): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === '' ? key : `${key}="${escaped(value)}"`,
  );
  return `<${[name, ...written].join(' ')}>${content}</${name}>`;
}

export const link = (href: string, text: string): string => `<a href="${escaped(href)}">${escaped(text)}</a>`;

/** Data for an element, as pages of the platform hand it over. */
export const handed = (data: unknown): string =>
  `<script type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;

export interface Document {
  title: string;
  /** What stands below the heading. */
  lead: string;
  body: string;
  /** Elements of the head. */
  head?: string;
  /** The page has no style sheet: its policy would refuse it. */
  isPlain?: boolean;
}

const STYLES = '<link rel="stylesheet" href="/host.css">';

/** A page of a stranger: a bar with the name of the host, one heading, the content. */
export const documentOf = ({ title, lead, body, head = '', isPlain }: Document): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escaped(lead)}">
<title>${escaped(title)} - Example host</title>
<link rel="icon" href="/icon.svg">
${isPlain ? '' : STYLES}
${head}
</head>
<body>
<header class="bar"><a class="skip" href="#main">Skip to main content</a> <a href="/">Example host</a></header>
<main id="main">
<h1>${escaped(title)}</h1>
<p class="lead">${escaped(lead)}</p>
${body}
</main>
<footer class="foot"><p>All figures of the demonstration are invented.</p></footer>
</body>
</html>
`;
