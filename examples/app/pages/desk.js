// the agent's side: it reads what stands, and says what it wants done with the turn it saw; ?agent=... names the agent
const part = Object.fromEntries(['status', 'me', 'presence', 'list', 'nobody', 'contact', 'name', 'why', 'does', 'briefing', 'log', 'form', 'text', 'idle'].map((id) => [id, document.getElementById(id)]));
const agent = new URLSearchParams(location.search).get('agent') ?? 'Ann';
part.me.textContent = agent;
let contacts = [];
let chosen;
let isHere = true;
/** what was written and is not yet accepted, by contact: said again under the same id until it is */
const unsaid = JSON.parse(sessionStorage.getItem('unsaid') ?? '[]');
const keep = () => sessionStorage.setItem('unsaid', JSON.stringify(unsaid));

const feed = new EventSource('/desk/feed');
feed.onopen = () => { up(true); sign().then(sayAgain).then(read, read); };
feed.onerror = () => up(false);
feed.onmessage = () => read();
setInterval(read, 5_000);

function up(is) {
  part.status.textContent = is ? 'connected' : 'reconnecting';
  if (is) part.status.dataset.up = '';
  else delete part.status.dataset.up;
}

async function post(path, body) {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { ok: response.ok, again: response.status === 503, said: await response.json() };
  } catch {
    return { ok: false, again: true };
  }
}

const sign = () => post('/desk/sign', { agent, presence: isHere ? 'available' : 'away' });

let reading;
/** One at a time; what changes while one is under way is read after it. */
function read() {
  if (reading) {
    reading.again = true;
    return;
  }
  reading = { again: false };
  void readNow();
}

async function readNow() {
  try {
    contacts = await (await fetch('/desk/contacts')).json();
    render();
  } catch { /* the feed says when the server is back */ }
  const { again } = reading;
  reading = undefined;
  if (again) read();
}

const mine = ({ life }) => ['offered', 'assigned', 'wrap-up'].includes(life.status) && life.agent === agent;
const statuses = { offered: 'Offered to you', assigned: 'With you', 'wrap-up': 'Wrap it up' };

function render() {
  const ours = contacts.filter(mine);
  if (!ours.some(({ id }) => id === chosen)) chosen = ours[0]?.id;
  const one = ours.find(({ id }) => id === chosen);
  part.list.replaceChildren(...ours.map(listed));
  part.nobody.hidden = ours.length > 0;
  part.contact.hidden = one === undefined;
  part.idle.hidden = one !== undefined;
  document.title = ours.some(({ life }) => life.status === 'offered') ? '(1) Desk' : 'Desk';
  if (one) open(one);
}

function listed({ id, name, life }) {
  const button = element('button', { type: 'button', onclick: () => { chosen = id; render(); } }, [element('b', {}, [name]), element('span', { className: 'muted' }, [statuses[life.status]])]);
  if (id === chosen) button.setAttribute('aria-current', 'true');
  return element('li', {}, [button]);
}

function open(one) {
  part.name.textContent = one.name;
  part.why.textContent = `${reasons[one.reason] ?? one.reason} · priority ${one.priority} · needs ${one.skills.join(', ')} · waiting since ${time(one.since)}`;
  const does = { offered: [['accept', 'Accept'], ['reject', 'Refuse']], assigned: [['finish', 'Finish'], ['hand-back', 'Back to the bot']], 'wrap-up': [['wrapped', 'Done']] }[one.life.status];
  // a button that has the focus keeps it while the page is read anew
  const state = `${one.id} ${one.turn}`;
  if (part.does.dataset.state !== state) {
    part.does.dataset.state = state;
    part.does.replaceChildren(...does.map(([what, words], at) => element('button', { type: 'button', className: at === 0 ? 'first' : '', onclick: () => void say(one, what) }, [words])));
  }
  part.briefing.replaceChildren(...briefing(one));
  const waiting = unsaid.filter(({ contact }) => contact === one.id).map(({ words: said, state }) => ({ direction: 'out', channel: 'chat', text: `${agent}: ${said}`, state }));
  draw(one.id, [...one.transcript, ...waiting].filter(({ text }) => text !== ''));
  part.form.hidden = one.life.status !== 'assigned';
}

let drawn = { id: undefined, lines: [] };
/** Adds what is new, so that nothing is read out twice; a reader who has scrolled up is left there while nothing is. */
function draw(id, lines) {
  const goesOn = drawn.id === id && drawn.lines.every((one, at) => JSON.stringify(one) === JSON.stringify(lines[at]));
  if (goesOn && lines.length === drawn.lines.length) return;
  if (goesOn) part.log.append(...lines.slice(drawn.lines.length).map(line));
  else part.log.replaceChildren(...lines.map(line));
  drawn = { id, lines };
  part.log.scrollTop = part.log.scrollHeight;
}

const reasons = { 'asked-for': 'Asked for a person', callback: 'Is to be called back', message: 'Is to be answered in writing', overdue: 'Waits for too long' };

const briefing = (one) => [
  block('Who', [element('p', {}, [one.who])]),
  block('What is going on', list(one.now)),
  block('Known already', [element('dl', {}, one.facts.flatMap(({ name, value, verified, from }) => [element('dt', {}, [words(name)]), element('dd', {}, [value, tag(verified ? 'verified' : 'not verified', verified ? 'good' : 'warn'), tag(`from ${from}`)])]))]),
  block('Next actions', [element('ol', {}, one.actions.map(action))]),
  block('Tried', list(one.attempts.map(({ words: what, outcome }) => [what, tag(outcome)]))),
  block('Promised', list(one.promises.map(({ words: what, state }) => [what, tag(state, state === 'kept' ? 'good' : 'warn')]))),
  block('Open cases', list(one.cases.map(({ subject, priority }) => [subject, tag(priority)]))),
  block('Helped last', list(one.helped.map(({ status, at }) => [time(at), tag(status, status === 'revoked' ? 'warn' : 'good')]))),
  block('Effort so far', [element('p', {}, [`${one.effort.score.toFixed(1)}${one.effort.of.length > 0 ? `: ${one.effort.of.map(({ fact, times }) => `${words(fact)} ${times}`).join(', ')}` : ''}`])]),
].filter(({ lastChild }) => lastChild.textContent !== '');

const action = ({ action: what, priority, factors: { propensity, context, value, levers, because } }) => element('li', {}, [
  element('b', {}, [what]),
  element('p', { className: 'muted' }, [`${priority.toFixed(0)} = ${propensity.toFixed(2)} likely × ${context.toFixed(2)} context × ${value} worth × ${levers.toFixed(2)} levers${because.length > 0 ? ` (${because.map(({ name }) => name).join(', ')})` : ''}`]),
]);

const line = ({ direction, channel, text, state }) => {
  const item = element('li', { className: direction === 'out' ? 'mine' : '' }, [text, element('small', {}, [`${direction === 'in' ? 'Customer' : 'We'}, ${channel}`])]);
  if (state) item.dataset.state = state;
  return item;
};
const block = (title, parts) => element('section', {}, [element('h3', {}, [title]), element('div', {}, parts)]);
const list = (items) => [element('ul', {}, items.map((item) => element('li', {}, [item].flat())))];
const tag = (words, kind = '') => (words ? element('span', { className: `tag ${kind}` }, [words]) : '');
const words = (name) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const time = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function say({ id, turn }, does) {
  const { again } = await post('/desk/say', { contact: id, agent, turn, does });
  // nobody knows whether it was done: a second time it is refused as stale, and done once
  if (again) setTimeout(say, 500, { id, turn }, does);
  read();
}

async function sayAgain() {
  for (const one of unsaid.filter(({ state }) => state === 'sending')) {
    const { ok, again } = await post('/desk/write', { contact: one.contact, agent, id: one.id, words: one.words });
    if (!ok && again) {
      setTimeout(() => { sayAgain().then(read, read); }, 500);
      return;
    }
    // it is in the conversation now, or the contact was somebody else's by then
    if (ok) unsaid.splice(unsaid.findIndex(({ id }) => id === one.id), 1);
    else one.state = 'not sent';
    keep();
  }
}

part.form.onsubmit = (event) => {
  event.preventDefault();
  const said = part.text.value.trim();
  if (said === '') return;
  unsaid.push({ contact: chosen, id: crypto.randomUUID(), words: said, state: 'sending' });
  keep();
  part.form.reset();
  render();
  sayAgain().then(read, read);
};
part.presence.onclick = () => {
  isHere = !isHere;
  part.presence.setAttribute('aria-pressed', String(isHere));
  void sign();
};
// who missed an offer is offered no more until they are back
addEventListener('focus', () => void sign());
