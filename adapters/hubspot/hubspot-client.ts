/** One object as HubSpot answers it: every value is a text, nothing is null. */
export interface HubSpotObject {
  readonly id: string;
  readonly createdAt: Date;
  readonly properties: { readonly [property: string]: string | null };
}

/** What a new object hangs on. */
export interface HubSpotAssociation {
  readonly to: { readonly id: string };
  readonly types: { readonly associationCategory: string; readonly associationTypeId: number }[];
}

interface Written { readonly properties: { readonly [property: string]: string } }

/** The calls about one kind of object. */
export interface HubSpotObjects {
  readonly basicApi: {
    /** one object, by its id or by a property that is unique */
    getById(id: string, properties?: string[], propertiesWithHistory?: string[], associations?: string[], archived?: boolean, idProperty?: string): Promise<HubSpotObject>;
    /** a new object, with what it hangs on */
    create(input: Written & { readonly associations?: HubSpotAssociation[] }): Promise<HubSpotObject>;
    /** changes the properties it names */
    update(id: string, input: Written): Promise<HubSpotObject>;
  };
  readonly batchApi: {
    /** up to 100 objects at once; some may be missing */
    read(input: { readonly inputs: { readonly id: string }[]; readonly properties: string[]; readonly propertiesWithHistory: string[] }): Promise<{
      readonly results: readonly HubSpotObject[];
      /** of a partial answer: why some are not among the results */
      readonly errors?: readonly { readonly category: string }[];
    }>;
  };
}

interface Search {
  readonly filterGroups?: { readonly filters: { readonly propertyName: string; readonly operator: string; readonly value?: string }[] }[];
  readonly properties?: string[];
  readonly limit?: number;
  readonly after?: string;
}
interface Paged<T> { readonly results: readonly T[]; readonly paging?: { readonly next?: { readonly after: string } } }

/**
 * What this adapter uses of HubSpot's own client: a `Client` of `@hubspot/api-client` is one. Its token, its base path and its limiter are the
 * host's to set; it must not try calls again by itself.
 */
export interface HubSpotClient {
  readonly config: { readonly numberOfApiCallRetries?: number };
  readonly crm: {
    readonly contacts: HubSpotObjects & { readonly searchApi: {
      /** a page of the contacts that the index knows by these properties */
      doSearch(search: Search): Promise<Paged<HubSpotObject>>;
    } };
    readonly tickets: HubSpotObjects;
    readonly objects: { readonly notes: HubSpotObjects };
    readonly associations: { readonly v4: { readonly basicApi: {
      /** a page of what hangs on an object */
      getPage(objectType: string, objectId: string, toObjectType: string, after?: string, limit?: number): Promise<Paged<{ readonly toObjectId: string }>>;
    } } };
  };
  /** from now on calls are made with this token */
  setAccessToken(token: string): void;
}
