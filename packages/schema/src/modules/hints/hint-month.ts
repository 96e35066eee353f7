/** The first day of the month of a day: what everybody but its author is told of when a hint was left. */
export const monthOf = (day: Date): Date => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
