/** How somebody is called whose data was erased. */
export const FORMER = {
  familyName: '退職した方',
  givenName: '',
  familyKana: null,
  givenKana: null,
  latinName: 'Former member',
};

/** The key of the host that stands for somebody whose data was erased; no host gives it to anybody. */
export const erasedKey = (userId: string): string => `erased-${userId}`;

/** Whether a person's data was erased: they are a former member for good. */
export const isErased = ({ id, externalId }: { readonly id: string; readonly externalId: string }): boolean =>
  externalId === erasedKey(id);
