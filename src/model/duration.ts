/** Milliseconds in so many seconds. */
export const seconds = (n: number): number => n * 1_000;
/** Milliseconds in so many minutes. */
export const minutes = (n: number): number => n * 60_000;
/** Milliseconds in so many hours. */
export const hours = (n: number): number => n * 3_600_000;
/** Milliseconds in so many days of 24 hours. */
export const days = (n: number): number => n * 86_400_000;
