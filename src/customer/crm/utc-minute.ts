/** A time for a person who may be anywhere: `2026-01-31 12:00 UTC`. */
export const utcMinute = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
