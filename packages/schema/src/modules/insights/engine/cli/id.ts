/** Ids that are whole numbers are reported as numbers, others as they are. */
export function numberedOr(id: string): number | string {
  return /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
}
