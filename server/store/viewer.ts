/** Who asks. It decides which data sets an answer may know of; what is stored is the same for all. */
import type { DataSet, Organisation, Service, TokenPlace } from '../entities/index.js';

/** What a data set is a part of. */
interface Tree {
  services: readonly Service[];
  organisations: readonly Organisation[];
}

export interface Viewer {
  /** Whether an answer may know of a data set. */
  seesIn(tree: Tree): (dataSet: Pick<DataSet, 'state' | 'serviceId' | 'measureKey'>) => boolean;
}

/** Everybody. Drafts are excluded: their values, their names and that there are any. */
export const ANONYMOUS: Viewer = {
  seesIn: () => (dataSet) => dataSet.state === 'published',
};

/** Everybody who also may know of the drafts in some places. */
export function draftReader(places: readonly TokenPlace[]): Viewer {
  if (places.length === 0) return ANONYMOUS;
  return {
    seesIn({ services, organisations }) {
      const parents = new Map(organisations.map(({ id, parentId }) => [id, parentId]));
      const owners = new Map(services.map(({ id, organisationId }) => [id, organisationId]));
      const isBelow = (serviceId: number, wanted: number): boolean => {
        let at: number | null | undefined = owners.get(serviceId);
        while (at !== null && at !== undefined && at !== wanted) at = parents.get(at);
        return at === wanted;
      };
      const reaches = (place: TokenPlace, serviceId: number, measure: string): boolean => {
        if (place.organisationId !== undefined) return isBelow(serviceId, place.organisationId);
        if (place.serviceId === undefined) return true;
        return place.serviceId === serviceId && (place.measure ?? measure) === measure;
      };
      return ({ state, serviceId, measureKey }) =>
        state === 'published' ||
        (state === 'draft' && places.some((place) => reaches(place, serviceId, measureKey)));
    },
  };
}
