/**
 * The question that the loader asks for a page before the elements are there: of what is on the first screens also a drawing,
 * for one of the two widths that charts are laid out for (`LAYOUT_WIDTHS`). Everything else is that of modules-document.ts, so
 * each released text of the one belongs to one of the other.
 */
import { MODULES_DOCUMENT } from './modules-document.js';

const [, fields = '', fragments = ''] =
  /modules\(requests: \$requests\) \{\n(.*?)\n {2}\}\n\}\n(.*)$/s.exec(MODULES_DOCUMENT) ?? [];

export const DRAWN_DOCUMENT = `query DrawnModules($modules: [ModuleRequest!]!, $narrow: [ModuleRequest!]!, $wide: [ModuleRequest!]!) {
  modules(requests: $modules) { ...Module }
  narrow: modules(requests: $narrow) { ...Module drawing(width: 320) }
  wide: modules(requests: $wide) { ...Module drawing(width: 640) }
}
fragment Module on ModuleResult {
${fields.replace(/^ {2}/gm, '')}
}
${fragments}`;
