/** Texts that an example may take as given. */
export const TEXTS: readonly string[] =
  `url apiKey sessionId importId signUpId pairId topicId userId memberId counterpartId departmentId
  textVersion uploadId clientId parentId advisorId grantId body secret`.split(/\s+/);

/** Things that an example may take as given, with their types. */
export const THINGS: Readonly<Record<string, string>> = {
  allowed: 'AllowedOrigin',
  ann: 'DemoPerson',
  capture: 'Capture',
  copy: 'OwnCopy',
  erasure: 'Erasure',
  grant: 'EmbedGrant',
  guideline: 'Guideline',
  hint: 'Hint',
  hold: 'LegalHold',
  impression: 'Impression',
  key: 'ApiKey',
  priority: 'TopicPriority',
  restriction: 'Restriction',
  scope: 'AdvisorScope',
  segment: 'SegmentInput',
  text: 'ConsentText',
  theme: 'Theme',
};

/** What else a host or a page has. */
export const SURROUNDINGS = `
declare const signal: AbortSignal;
declare const request: Request;
declare const app: { post(path: string, handler: (request: NodeRequest & { session?: { externalId: string } }, response: NodeResponse) => unknown): void };
`;
