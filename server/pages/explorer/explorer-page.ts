/** The page around the explorer of the API. It is its script that fills it. */
import { html, type Markup } from '../../../components/view/html.js';
import { SITE_NAME } from '../frame/site.js';

/** @param folder where its files are, seen from the page: a page and its files may lie below any prefix */
export const explorerPage = (folder: string): Markup =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>API explorer – ${SITE_NAME}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href="${folder}/explorer.css" />
        <script type="module" src="${folder}/explorer.js"></script>
      </head>
      <body>
        <div id="explorer" data-home="./" data-site="${SITE_NAME}">
          <noscript>
            <h1>API explorer</h1>
            <p>
              The explorer needs JavaScript. The API answers without it: send a GraphQL query to this address
              with GET or POST. Every figure also has <a href="./">a page of its own</a>.
            </p>
          </noscript>
        </div>
      </body>
    </html>`;
