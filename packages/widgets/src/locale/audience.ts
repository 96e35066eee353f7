/** Who may see something, as the schema declares it. */
export type Circle = 'TENANT' | 'TWO' | 'COUNTERPART' | 'OWN' | 'ADVISOR' | 'ADMIN' | 'KEY';
/** All who may see something. */
export type Audience = readonly Circle[];
