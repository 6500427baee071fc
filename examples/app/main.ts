import { startApp } from './host.js';

// `npm run app` serves the chat and the desk; all it knows is in one file, so stop it, start it again and go on
const { APP_FILE: file = 'agent-desk.db', APP_PORT: port = '8080', APP_SECRET: secret = 'a demonstration keeps no secrets' } = process.env;
const app = await startApp({ file, port: Number(port), secret });
console.log(`customer  ${app.url}/?user=mia\nagent     ${app.url}/desk`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
