/**
 * What may differ between two versions that show readers the same. Only texts are masked; pictures are compared as they
 * came.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  // The folder of the elements' files: version and hash of their contents.
  [/\/embed\/[^/"'\s)<>&]+\//g, '/embed/<version>/'],
  // Files with a hash of their contents in their names: page-fe2f249ad4.css, modules-4KDJ2Q7A.js.
  [/\b([\w.-]+)-(?:[0-9a-f]{8,}|[0-9A-Z]{8})\.(css|js|woff2?)\b/g, '$1-<hash>.$2'],
  // Subresource integrity.
  [/\bsha(256|384|512)-[A-Za-z0-9+/]{40,}={0,2}/g, 'sha$1-<hash>'],
  // Ids of requests that were not named by who asked.
  [/("requestId"\s*:\s*")[^"]*/g, '$1<id>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g, '<id>'],
];

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @param version the package's, which some answers name; as a whole word only: 10.1.0 holds no 0.1.0 */
export function masked(text: string, version: string | null = null): string {
  const rest = MASKS.reduce((all, [pattern, word]) => all.replace(pattern, word), text);
  if (version === null) return rest;
  return rest.replace(new RegExp(`(?<![\\d.])${literally(version)}(?![\\d.]*\\d)`, 'g'), '<version>');
}
