// Here a journey's ten minutes are twelve seconds, so that its delays end within a test. Seconds stay what they are: they limit calls.

export const seconds = (n: number): number => n * 1_000;
export const minutes = (n: number): number => n * 1_200;
export const hours = (n: number): number => n * 60_000;
/** ends in no test */
export const days = (n: number): number => n * 86_400_000;
