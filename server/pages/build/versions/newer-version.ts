/** Somebody else has saved the dashboard in the meantime: what is different, and ways on that lose neither. */
import type { NewerVersion } from '../../../authoring/save-dashboard.js';
import type { Catalogue } from '../../../store/catalogue.js';
import { formatInstant } from '../../../../components/formatting/periods.js';
import { html, type Markup } from '../../../../components/view/html.js';
import { definitionOf, type Draft } from '../draft.js';
import { differenceHtml } from './difference.js';

export const newerHtml = (
  { version, author, at, definition }: NewerVersion,
  draft: Draft,
  catalogue: Catalogue,
): Markup =>
  html`<section class="app-notice app-notice--problem" aria-labelledby="newer">
    <h2 class="govuk-heading-m" id="newer">${author} has saved version ${version} while you edited</h2>
    <p class="govuk-body">
      It was saved at ${formatInstant(at)}. Your draft is kept as it is; nothing of either is lost, whichever
      you choose.
    </p>
    ${differenceHtml(
      [definition, { ...definitionOf(draft), slug: definition.slug }],
      [`Version ${version}`, 'Your draft'],
      catalogue,
    )}
    <input type="hidden" name="newer" value="${version}" />
    <div class="app-buttons">
      <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="save-over">
        Save mine as version ${version + 1}
      </button>
      <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="take-newer">
        Go on with theirs (Undo brings mine back)
      </button>
    </div>
    <div class="app-field">
      <label class="govuk-label" for="apart">Or keep both: the address of another dashboard for mine</label>
      <input
        class="govuk-input"
        id="apart"
        name="apart"
        type="text"
        autocomplete="off"
        value="${definition.slug as string}-2"
      />
    </div>
    <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="save-apart">
      Save mine as another dashboard
    </button>
  </section>`;
