/** The address of the run's database server, which is started where nobody has asked before. */
export async function requestSharedUrl(door: string): Promise<string> {
  const response = await fetch(door);
  const text = await response.text();
  if (!response.ok) throw new Error(`the database server did not start: ${text}`);
  return text;
}
