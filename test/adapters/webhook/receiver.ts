import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Got { readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }
export type Answer = (response: ServerResponse, got: Got) => void;

/** The other side of a webhook: a server on the loopback that keeps what it got and answers as it is told. */
export class Receiver {
  readonly got: Got[] = [];
  answer: Answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "their-1"}');
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      this.got.push(got);
      this.answer(response, got);
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/in?key=1`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
