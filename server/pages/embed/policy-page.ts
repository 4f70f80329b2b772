/** `/embed/policy`: whether a pasted Content-Security-Policy lets an embedding work, what stops it, and the least change. */
import { upperFirst } from '../../wording/phrases.js';
import { ArgumentError } from '../../errors.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { valueOf } from '../figure/figure-query.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { scriptSnippet } from '../frame/embed-snippet.js';
import { checkboxHtml, copyHtml, inputHtml, selectHtml } from '../frame/fields.js';
import { page } from '../frame/layout.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count } from '../frame/texts.js';
import { WAY_TEXTS } from './codes.js';
import { checkPolicies, type Finding, type Outcome, type Verdict } from './policy/check.js';
import { leastPolicy, leastTrustedTypes, WAYS, type Embedding } from './policy/needs.js';
import { policyText, readPolicies, type Policy } from './policy/policies.js';
import { slipsIn } from './policy/slips.js';
import { pageOf } from './settings.js';
import { wordOf } from './theme.js';

export const POLICY_PARAMETERS: readonly string[] = ['policy', 'way', 'page', 'files', 'of'];

/** Of a text that stands in an address: servers and proxies take no longer ones. */
const MOST_CHARACTERS = 6000;

const LEAD =
  'Paste the Content-Security-Policy of your page, and see whether it lets a figure of this platform work, what stands in the way, and the least that has to change.';

interface Answered {
  asked: { policies: Policy[]; embedding: Embedding; pageUrl: URL | null };
  verdict: Verdict;
}

/** @throws ArgumentError that names the field */
function embeddingOf({ query, site }: PageQuestion): { embedding: Embedding; pageUrl: URL | null } {
  const way = wordOf(query, 'way', WAYS);
  const isOwnFiles = valueOf(query, 'files') === 'own';
  return { embedding: { way, base: site.base, isOwnFiles }, pageUrl: pageOf(query) };
}

/** Null where nothing was pasted. @throws ArgumentError that names the field */
function answered(question: PageQuestion): Answered | null {
  const { query } = question;
  const { embedding, pageUrl } = embeddingOf(question);
  const text = valueOf(query, 'policy');
  if (text === null) return null;
  if (text.length > MOST_CHARACTERS) {
    const message = `is ${text.length.toLocaleString('en-GB')} characters long, and at most ${MOST_CHARACTERS.toLocaleString('en-GB')} can be checked: leave out directives that have nothing to do with scripts, connections, frames and pictures`;
    throw new ArgumentError('policy', message);
  }
  const policies = readPolicies(text);
  if (policies.length === 0) {
    throw new ArgumentError('policy', `holds no directive, like default-src 'self'`);
  }
  return { asked: { policies, embedding, pageUrl }, verdict: checkPolicies(policies, embedding, pageUrl) };
}

const HEADINGS: Record<Outcome, string> = {
  works: 'It works',
  nonce: 'It works once the script’s tag carries your nonce',
  drawn: 'Figures are shown, but readers cannot use them',
  stopped: 'It does not work',
};

const ofWhich = ({ policy }: Finding, policies: readonly Policy[]): string =>
  policy !== null && policies.length > 1 ? ` (policy ${policy + 1} of ${policies.length})` : '';

const findingsHtml = ({ findings }: Verdict, policies: readonly Policy[]): Markup | null =>
  findings.length === 0
    ? null
    : html`<ul class="govuk-list govuk-list--bullet">
        ${findings.map(
          (finding) =>
            html`<li>
              ${upperFirst(finding.message)}${ofWhich(finding, policies)}.${finding.directive && html` It says: <code class="app-break">${finding.directive}</code>`}
            </li>`,
        )}
      </ul>`;

/** What a policy that only reports would say of it. */
function reportsHtml({ policies, embedding, pageUrl }: Answered['asked']): Markup | null {
  const reports = policies.filter(({ isReportOnly }) => isReportOnly);
  if (reports.length === 0) return null;
  const enforced = reports.map((each) => ({ ...each, isReportOnly: false }));
  const { outcome } = checkPolicies(enforced, embedding, pageUrl);
  const would =
    outcome === 'works'
      ? 'and would not, were it enforced'
      : 'but would, were it enforced: take its name without “-Report-Only” to see what';
  return html`<p class="govuk-body">
    ${upperFirst(count(reports.length, 'policy', 'policies'))} only
    ${reports.length === 1 ? 'reports' : 'report'}: nothing is stopped by it, ${would}.
  </p>`;
}

function changedHtml({ changed }: Verdict): Markup | null {
  if (!changed) return null;
  const headers = changed.map(
    (policy) => `Content-Security-Policy${policy.isReportOnly ? '-Report-Only' : ''}: ${policyText(policy)}`,
  );
  const isOne = headers.length === 1;
  return copyHtml(
    'changed',
    isOne ? 'Your policy with the least change' : 'Your policies with the least change',
    'Everything else is as you have it.',
    { rows: Math.min(14, headers.length * 4 + 1), text: headers.join('\n') },
  );
}

function nonceHtml({ nonce }: Verdict, { base }: Site, { isOwnFiles }: Embedding): Markup | null {
  if (nonce === null) return null;
  const src = isOwnFiles ? '/embed.js' : `${base}/embed.js`;
  return copyHtml(
    'tag',
    'The script’s tag',
    'In place of NONCE your server writes the nonce of the answer: a new one each time. The elements’ own files are let through with it.',
    {
      rows: 3,
      text: scriptSnippet({ src, nonce: 'NONCE' }),
    },
  );
}

function verdictHtml({ asked, verdict }: Answered, site: Site): Markup {
  const { policies, embedding } = asked;
  const slips = policies.flatMap(slipsIn);
  const isFine = verdict.outcome === 'works' || verdict.outcome === 'nonce';
  return html`<section
      class="app-verdict app-verdict--${isFine ? 'good' : verdict.outcome}"
      aria-labelledby="verdict"
    >
      <h2 class="govuk-heading-l" id="verdict">${HEADINGS[verdict.outcome]}</h2>
      ${verdict.outcome === 'works' && html`<p class="govuk-body">${WAY_TEXTS[embedding.way].name}: nothing in ${policies.length === 1 ? 'this policy' : `these ${policies.length} policies`} stands in its way.</p>`}
      ${findingsHtml(verdict, policies)} ${reportsHtml(asked)}
    </section>
    ${
      slips.length > 0 &&
      html`<div class="app-notice">
        <p class="govuk-body"><strong>Probably not as it is meant</strong></p>
        <ul class="govuk-list govuk-list--bullet">
          ${slips.map((text) => html`<li>${text}</li>`)}
        </ul>
      </div>`
    }
    ${changedHtml(verdict)} ${nonceHtml(verdict, site, embedding)}`;
}

const problemHtml = ({ argument, message }: ArgumentError): Markup =>
  html`<div class="app-notice app-notice--problem" role="alert">
    <p class="govuk-body">
      <a class="govuk-link" href="#${argument}"
        >${upperFirst(`${argument === 'policy' ? 'what you pasted' : argument} ${message}`)}</a
      >
    </p>
  </div>`;

function formHtml(problem: ArgumentError | null, { site, query }: PageQuestion): Markup {
  const ways = WAYS.map((way) => ({ value: way, text: WAY_TEXTS[way].name }));
  const isWrong = problem?.argument === 'policy';
  return html`<form
    class="app-panel"
    action="${hrefTo(site)('/embed/policy')}"
    method="get"
    aria-label="Policy"
  >
    <div class="app-field">
      <label class="govuk-label" for="policy">Content-Security-Policy</label>
      <p class="govuk-hint app-hint" id="policy-hint">
        The header, a line of your server’s settings, or the meta element; several where a page has several.
        Browsers show them under Network, in the answer’s headers.
      </p>
      <textarea
        class="govuk-textarea app-code"
        id="policy"
        name="policy"
        rows="6"
        spellcheck="false"
        maxlength="${MOST_CHARACTERS}"
        ${attr('aria-invalid', isWrong && 'true')}
        aria-describedby="policy-hint"
      >
${query.get('policy') ?? ''}</textarea>
    </div>
    <div class="app-fields">
      ${selectHtml('way', 'Embedded as', ways, query.get('way') ?? 'element')}
      ${inputHtml('page', 'Address of your page', query.get('page') ?? '', { type: 'text' })}
    </div>
    ${checkboxHtml('files', 'own', 'The elements’ files lie on your own site', query.get('files') === 'own')}
    ${query.has('of') && html`<input type="hidden" name="of" value="${query.get('of')!}" />`}
    <button class="govuk-button app-button" type="submit">Check</button>
  </form>`;
}

/** Where nothing has been pasted yet: what is enough. */
function leastHtml(embedding: Embedding): Markup {
  const typed = leastTrustedTypes(embedding);
  return html`<h2 class="govuk-heading-m">The least that works</h2>
    ${copyHtml('least', WAY_TEXTS[embedding.way].name, WAY_TEXTS[embedding.way].use, { rows: 3, text: leastPolicy(embedding) })}
    ${typed && html`<p class="govuk-body">With Trusted Types also <code>${typed}</code></p>`}`;
}

export function policyPage(question: PageQuestion): PageAnswer {
  const { site, query } = question;
  let problem: ArgumentError | null = null;
  let main: HtmlPart;
  try {
    const result = answered(question);
    main = result ? verdictHtml(result, site) : leastHtml(embeddingOf(question).embedding);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    problem = error;
    main = null;
  }
  const of = query.get('of');
  const back =
    of && `/embed?${new URLSearchParams({ of, ...(query.has('way') && { way: query.get('way')! }) })}`;
  const title = 'Check a Content-Security-Policy';
  const answer = pageAnswer(
    page(site, {
      ...{ title, description: LEAD, path: '/embed/policy', isUnlisted: query.size > 0 },
      crumbs: [{ text: 'Embed figures', path: back || '/embed' }],
      scripts: ['/assets/copy-text.js'],
      main: html`<h1 class="govuk-heading-xl">${title}</h1>
        <p class="govuk-body-l">${LEAD}</p>
        ${problem && problemHtml(problem)} ${formHtml(problem, question)} ${main}`,
    }),
    problem ? 400 : 200,
  );
  return answer;
}
