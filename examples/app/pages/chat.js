// the customer's side of the protocol that adapters/websocket/README.md tells; ?user=... names the customer
const [log, status, form, text] = ['log', 'status', 'form', 'text'].map((id) => document.getElementById(id));
const asked = new URLSearchParams(location.search).get('user');

// what is kept here survives a reload, and a server that dies and comes back
const place = `chat ${asked ?? ''}`;
const kept = { conversation: undefined, seen: undefined, lines: [], ...JSON.parse(sessionStorage.getItem(place) ?? '{}') };
const user = kept.user ??= asked ?? crypto.randomUUID();
const keep = () => sessionStorage.setItem(place, JSON.stringify(kept));
const shown = new Map();
let socket;
let failures = 0;

function connect() {
  socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/chat`);
  socket.onopen = () => tell({ type: 'hello', user, conversation: kept.conversation, seen: kept.seen });
  socket.onmessage = ({ data }) => hear(JSON.parse(data));
  socket.onclose = () => {
    status.textContent = 'reconnecting';
    delete status.dataset.up;
    setTimeout(connect, Math.min(250 * 2 ** failures++, 10_000) * (0.5 + Math.random() / 2));
  };
}

const tell = (frame) => { if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame)); };

function hear(frame) {
  if (frame.type === 'welcome') welcome(frame);
  if (frame.type === 'message') receive(frame);
  if (frame.type === 'accepted') mark(frame.id, undefined);
  if (frame.type === 'failed' && frame.again) setTimeout(sayAgain, frame.retryAfterMs ?? 1_000, frame.id);
  if (frame.type === 'failed' && !frame.again) mark(frame.id, 'not delivered');
}

function welcome({ conversation }) {
  failures = 0;
  kept.conversation = conversation;
  keep();
  status.textContent = 'connected';
  status.dataset.up = '';
  for (const { id } of kept.lines) sayAgain(id);
}

function receive({ key, text: words, buttons = [] }) {
  tell({ type: 'received', key });
  kept.seen = key;
  if (!kept.lines.some((line) => line.key === key)) add({ key, text: words, buttons });
  if (document.visibilityState === 'visible') tell({ type: 'read', key });
}

function say(words) {
  const line = { id: crypto.randomUUID(), text: words, state: 'sending' };
  add(line);
  sayAgain(line.id);
}

function sayAgain(id) {
  const line = kept.lines.find((one) => one.id !== undefined && one.id === id && one.state === 'sending');
  if (line) tell({ type: 'message', id, text: line.text });
}

function mark(id, state) {
  const line = kept.lines.find((one) => one.id !== undefined && one.id === id);
  if (!line) return;
  line.state = state;
  if (state) shown.get(id).dataset.state = state;
  else delete shown.get(id).dataset.state;
  keep();
}

function add(line) {
  kept.lines.push(line);
  keep();
  show(line);
}

function show({ id, text: words, state, buttons = [] }) {
  const item = log.appendChild(document.createElement('li'));
  item.textContent = words;
  if (id) {
    item.className = 'mine';
    shown.set(id, item);
  }
  if (state) item.dataset.state = state;
  if (buttons.length > 0) {
    const choices = item.appendChild(Object.assign(document.createElement('div'), { className: 'choices' }));
    choices.append(...buttons.map((choice) => Object.assign(document.createElement('button'), { type: 'button', textContent: choice, onclick: () => say(choice) })));
  }
  log.scrollTop = log.scrollHeight;
}

form.onsubmit = (event) => {
  event.preventDefault();
  if (text.value.trim()) say(text.value.trim());
  form.reset();
};
kept.lines.forEach(show);
connect();
