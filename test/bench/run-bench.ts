import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Runs one benchmark as a developer does, with a smaller effort, and answers its lines. */
export async function runBench<L>(name: string, effort: Readonly<Record<string, unknown>>): Promise<readonly L[]> {
  const set = Object.entries(effort).flatMap(([field, value]) => ['--set', `${field}=${JSON.stringify(value)}`]);
  const { stdout } = await exec('npm', ['run', 'bench', '--silent', '--', '--quick', '--json', '--only', name, ...set], { cwd: repository, shell: process.platform === 'win32' });
  return stdout.trim().split('\n').map((line): L => JSON.parse(line));
}
