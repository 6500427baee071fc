const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1_000]] as const;

/** Milliseconds as a person says them: `10 minutes`, `1 day`, `90 minutes`, `250 ms`. */
export function inDuration(ms: number): string {
  const unit = units.find(([, size]) => ms >= size && ms % size === 0);
  if (unit === undefined) return `${ms} ms`;
  const count = ms / unit[1];
  return `${count} ${unit[0]}${count === 1 ? '' : 's'}`;
}
