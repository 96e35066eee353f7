/** What `<taiwa-people>` says. */
export interface PeopleMessages {
  peopleTitle: string;
  peopleLead: string;
  /** For advisors, who see those they were given. */
  peopleLeadScope: string;
  peopleName: string;
  peopleDepartment: string;
  peopleRoles: string;
  peopleState: string;
  peopleHere: string;
  peopleLeft: string;
  roleMEMBER: string;
  roleMANAGER: string;
  roleADVISOR: string;
  roleADMIN: string;
  peopleAdd: string;
  peopleNoneTitle: string;
  peopleNoneText: string;
  peopleNoneScope: string;
  peopleFamilyName: string;
  peopleGivenName: string;
  peopleFamilyKana: string;
  peopleGivenKana: string;
  peopleLatinName: string;
  peopleExternalId: string;
  peopleEmail: string;
  peopleRolesMissing: string;
  peopleSaved: (name: string) => string;
  peopleMove: string;
  peopleMoveTo: string;
  peopleMoveText: (count: number) => string;
  peopleMoved: (count: number) => string;
  peopleDeactivate: string;
  peopleDeactivateTitle: (count: number) => string;
  peopleDeactivateText: string;
  peopleDeactivated: (count: number) => string;
  peopleNotAll: (done: number, failed: number, why: string) => string;
}
