/**
 * One webhook handler in three hosts. `handler` is what `orchestrator.handler('sms')` gives: a function from a web Request to a
 * web Response. It needs the body as the provider sent it, so in Express it stands before `express.json()`.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener, serve } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';

type WebhookHandler = (request: Request) => Promise<Response>;

export function nodeHttpHost(handler: WebhookHandler): RequestListener {
  const sms = getRequestListener(handler);
  return (incoming, outgoing) => {
    if (incoming.url?.startsWith('/webhooks/sms') === true) return sms(incoming, outgoing);
    outgoing.writeHead(404).end();
  };
}

export function honoHost(handler: WebhookHandler): Hono {
  const app = new Hono();
  app.all('/webhooks/sms', (context) => handler(context.req.raw));
  return app;
}

export function expressHost(handler: WebhookHandler): express.Express {
  const app = express();
  app.all('/webhooks/sms', getRequestListener(handler));
  app.use(express.json());
  return app;
}

export const listenNodeHttp = (handler: WebhookHandler, port: number): Server => createServer(nodeHttpHost(handler)).listen(port, '127.0.0.1');
export const listenExpress = (handler: WebhookHandler, port: number): Server => expressHost(handler).listen(port, '127.0.0.1');
export const listenHono = (handler: WebhookHandler, port: number): ReturnType<typeof serve> => serve({ fetch: honoHost(handler).fetch, port, hostname: '127.0.0.1' });
