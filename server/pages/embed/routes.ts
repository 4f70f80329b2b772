/** The addresses of what is embedded, and of the pages that help with it. */
import { TYPES, type PageAnswer, type PageQuestion, type PageRoute } from '../frame/answers.js';
import { embedPage } from './embed-page.js';
import { framedPage } from './framed-page.js';
import { oembed, OEMBED_PARAMETERS } from './oembed.js';
import { POLICY_PARAMETERS, policyPage } from './policy-page.js';
import { EMBED_PARAMETERS, SHOWN_PARAMETERS } from './settings.js';
import { frameSheet, numberBetween, placeSheet, THEME_PARAMETERS, themeOf } from './theme.js';

const sheet = (body: string): PageAnswer => ({ status: 200, type: TYPES.css, body });

const frameCss = ({ query }: PageQuestion): PageAnswer => sheet(frameSheet(themeOf(query)));

const placeCss = ({ query }: PageQuestion): PageAnswer =>
  sheet(placeSheet(themeOf(query), numberBetween(query, 'width', 280, 2000)));

const PAGE = { isShared: false } as const;
const FRAME = {
  isShared: false,
  framing: 'framed',
  parameters: SHOWN_PARAMETERS,
  answer: framedPage,
} as const;

export const embedRoutes = (): PageRoute[] => [
  { path: '/embed', ...PAGE, framing: 'framing', parameters: EMBED_PARAMETERS, answer: embedPage },
  { path: '/embed/policy', ...PAGE, parameters: POLICY_PARAMETERS, answer: policyPage },
  { path: '/embed/frame.css', ...PAGE, parameters: THEME_PARAMETERS, answer: frameCss },
  { path: '/embed/place.css', ...PAGE, parameters: [...THEME_PARAMETERS, 'width'], answer: placeCss },
  { path: '/embed/frame/:dashboard', ...FRAME },
  { path: '/embed/frame/:dashboard/:module', ...FRAME },
  { path: '/embed/frame/:folder/:slug/:metric', ...FRAME },
  { path: '/oembed', isShared: true, parameters: OEMBED_PARAMETERS, answer: oembed },
];
