/** What the tests use of the package, which has no types of its own. */
declare module 'jsonld' {
  interface RemoteDocument {
    contextUrl: null;
    document: unknown;
    documentUrl: string;
  }
  interface Options {
    documentLoader(url: string): Promise<RemoteDocument>;
    /** Refuses what would be lost. */
    safe: boolean;
  }
  const jsonld: { expand(document: object, options: Options): Promise<object[]> };
  export default jsonld;
}
