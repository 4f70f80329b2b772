/** What the publishing pages can do, put together of reader and writer. */
import { openRequests } from '../../access/dashboard-requests.js';
import { findDraft, waitingDrafts } from '../../access/drafts.js';
import { findSession, type SignedIn } from '../../access/sessions.js';
import { mayEverywhere, placesOf } from '../../access/rights.js';
import { sha256, unauthenticated } from '../../access/tokens.js';
import { buildingOf } from './building-of.js';
import type { PublishingOptions } from './publishing-pages.js';
import { MOST_MS, MOST_ROWS } from '../../ingest/delivery-limits.js';
import type { ReadStore } from '../../loaders/reading.js';
import type { Site } from '../../pages/frame/site.js';
import type { KeptWriter } from '../../writer/kept-writer.js';
import { ANONYMOUS, draftReader, type Viewer } from '../../store/viewer.js';
import { deliveriesOf, ownSubmission } from '../../store/submission-log.js';
import { stayingAfter } from '../../submissions/undo/staying.js';

/** What submissions made on these pages came from. */
const BY_HAND = 'the publishing pages';

/** Who may fill a data set sees it on these pages also while it is a draft: there is no other place to look before publishing. */
function viewerOf(session: SignedIn | null): Viewer {
  if (!session) return ANONYMOUS;
  const { scopes } = session.bearer;
  return draftReader([...placesOf(scopes, 'read-drafts'), ...placesOf(scopes, 'write')]);
}

export function publishingOf(
  store: ReadStore,
  writer: Pick<KeptWriter, 'run'>,
  site: Site,
): PublishingOptions {
  const reader = store.dataSource;
  const signedIn = (session: SignedIn | null): SignedIn => {
    if (!session) throw unauthenticated();
    return session;
  };
  return {
    site,
    begin: (session, now) => store.begin({ viewer: viewerOf(session), now }),
    findSession: (cookie, now) => findSession(reader, cookie, now),
    buildingFor: buildingOf(store, writer),
    publishingFor: (session, cookie, now) => ({
      signInWithToken: (token) => writer.run('signInWithToken', { token, now }),
      signInWithLink: (link) => writer.run('signInWithLink', { link, now }),
      signOut: async () => {
        if (cookie !== null) await writer.run('signOut', { cookie });
      },
      readSheet: (request) => writer.run('readSheet', request),
      rememberSheet: (kind, said) => writer.run('rememberSheet', { kind, said, now }),
      keepDraft: (draft) => {
        const { tokenId } = signedIn(session).bearer;
        return writer.run('keepDraft', { draft: { ...draft, tokenId }, now });
      },
      saveDraft: (open, draft) => {
        const { tokenId } = signedIn(session).bearer;
        return writer.run('saveDraft', { open, draft: { ...draft, tokenId }, now });
      },
      deleteDraft: (key) => writer.run('deleteDraft', { key, tokenId: signedIn(session).bearer.tokenId }),
      waitingDrafts: (service) => waitingDrafts(reader, service, signedIn(session).bearer.tokenId),
      findDraft: (key) => findDraft(reader, key, signedIn(session).bearer.tokenId),
      compare: ({ content, source }) => {
        const places = placesOf(signedIn(session).bearer.scopes, 'write');
        return writer.run('compare', {
          sources: [{ kind: 'measurements', name: source, content: Buffer.from(content) }],
          options: { now, source, places, maxRows: MOST_ROWS, deadline: Date.now() + MOST_MS },
        });
      },
      publish: ({ key, content, source }, seen) => {
        const { tokenId, scopes } = signedIn(session).bearer;
        const body = Buffer.from(content);
        return writer.run('ingest', {
          ...{
            body,
            source,
            now,
            tokenId,
            form: 'csv',
            mode: 'upsert',
            isDryRun: false,
            draft: { key, seen },
          },
          places: placesOf(scopes, 'write'),
          // Pressed twice, it is published once.
          key: { tokenId, key: `draft ${key}`, requestHash: sha256(body) },
        });
      },
      save: (asked) => writer.run('save', { ...asked, by: signedIn(session).bearer, source: BY_HAND, now }),
      withdraw: (asked) => {
        const { tokenId, scopes } = signedIn(session).bearer;
        const places = placesOf(scopes, 'write');
        return writer.run('withdraw', { ...asked, tokenId, places, source: BY_HAND, now });
      },
      deliveriesOf: (dataSetId) => deliveriesOf(reader, dataSetId, signedIn(session).bearer.tokenId),
      undo: (id) => {
        const { tokenId, scopes } = signedIn(session).bearer;
        return writer.run('undo', { id, now, tokenId, mayUndoAll: mayEverywhere(scopes, 'administer') });
      },
      findSubmission: (id) => ownSubmission(reader, id),
      stayingAfter: (undone) => stayingAfter(reader, undone),
      ask: (request) => writer.run('keepRequest', { request, now }),
      openRequests: () => openRequests(reader),
      grantRequest: (id, service) => {
        const doing = { actor: `token ${signedIn(session).bearer.tokenId}`, now };
        return writer.run('grantRequest', { id, service, doing });
      },
      declineRequest: (id) => writer.run('declineRequest', { id, now }),
      readingWith: (overlay) => store.beginWith(overlay, { viewer: viewerOf(session), now }),
    }),
  };
}
