/** What `<taiwa-departments>` says. */
export interface DepartmentsMessages {
  departmentsTitle: string;
  departmentsLead: string;
  departmentsLeadOthers: string;
  departmentsNone: string;
  departmentsNoneText: string;
  departmentsAdd: string;
  departmentsAddBelow: string;
  departmentsRename: string;
  departmentsMove: string;
  departmentsMoveTo: string;
  departmentsName: string;
  departmentsNameEn: string;
  departmentsAdded: (name: string) => string;
  departmentsRenamed: (name: string) => string;
  departmentsMoved: (name: string) => string;
}
