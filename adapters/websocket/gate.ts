import type { IncomingMessage } from 'node:http';
import { userSchema } from './frames.js';
import type { WebSocketSettings } from './web-socket-channel-config.js';

/** Who may come in: `user` where the host knows them, or the HTTP status that turns them away. */
export type Admission = { readonly admitted: true; readonly user?: string } | { readonly admitted: false; readonly status: 401 | 403 | 503 };

/** Judges a request to connect by its origin and by the host's own `authenticate`; whatever goes wrong there turns the client away. */
export async function admit(request: IncomingMessage, settings: WebSocketSettings): Promise<Admission> {
  if (!originAllowed(request, settings)) return { admitted: false, status: 403 };
  if (settings.authenticate === undefined) return { admitted: true };
  try {
    const known = await withTimeout(settings.authenticate(request), settings.helloMs);
    const user = userSchema.safeParse(known?.user);
    return user.success ? { admitted: true, user: user.data } : { admitted: false, status: 401 };
  } catch {
    return { admitted: false, status: 503 };
  }
}

/** Only browsers send an origin, and only they carry cookies along that the page's author does not own. */
function originAllowed({ headers }: IncomingMessage, { origins, authenticate }: WebSocketSettings): boolean {
  if (headers.origin === undefined) return true;
  if (origins !== undefined) return origins.includes(headers.origin);
  return authenticate === undefined || URL.parse(headers.origin)?.host === headers.host;
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
