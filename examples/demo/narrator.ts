import type { Briefing } from 'throughline';
import { briefingLines, redactedLines } from './briefing-lines.js';
import type { Conversation } from './conversation.js';
import type { Host } from './host.js';
import { knownLine, refusedLine, toldLine } from './narrate.js';
import type { Scene } from './scene.js';

interface Said { readonly name: string; readonly text: string }

/** Prints each scene; what somebody says at the door waits for what the door answers, and the first call until the briefing is on the screen. */
export function createNarrator({ person }: Conversation, { orchestrator }: Host): (scene: Scene) => void | Promise<void> {
  const atTheDoor = new Map<string, Said>();
  let last: Said = { name: '', text: '' };
  const screen = Promise.withResolvers<void>();
  let ring: () => void = () => {};
  let answered = false;
  const rung = new Promise<void>((resolve) => { ring = resolve; });
  orchestrator.on('event.answered', ({ id, receipt }) => {
    const said = atTheDoor.get([...atTheDoor.keys()].find((one) => id.includes(one)) ?? '');
    if (said !== undefined) console.log(toldLine(said.name, said.text, receipt));
  });
  orchestrator.on('conversation.began', ({ customer, channel, direction }) => {
    if (channel !== 'phone' || direction !== 'in' || answered) return;
    answered = true;
    void rung.then(() => showScreen(customer)).then(screen.resolve, screen.reject);
  });

  async function showScreen(customer: string): Promise<void> {
    const read = (role: string): Promise<Briefing> => orchestrator.briefing(customer, { role });
    console.log(briefingLines(`what ${person} reads before hello, while it rings`, await read('agent')).join('\n'));
    console.log([...redactedLines('what a trainee would read of it, whose role sees public and internal data only', await read('trainee')), ''].join('\n'));
  }

  return (scene) => {
    switch (scene.type) {
      case 'said': last = scene; return void atTheDoor.set(scene.id, scene);
      case 'did': return console.log(toldLine(scene.name, scene.text));
      case 'refused': return console.log(refusedLine(last.name, last.text, scene.status));
      case 'host': return scene.message.text.startsWith(`${person}:`) ? undefined : console.log(toldLine('bot', [scene.message.text, ...(scene.message.buttons ?? []).map((words) => `[${words}]`)].join('  ')));
      case 'known': return console.log(knownLine(scene.who));
      case 'sms': return console.log(toldLine('sms', `${scene.text.text}  (to ${scene.text.to}; its receipt is taken)`));
      case 'mail': return console.log(toldLine('mail', `${scene.mail.subject}: ${scene.mail.text.trim().replaceAll(/\n+/g, ' / ')}`));
      case 'called': return console.log(briefingLines(`what ${person} reads before hello`, scene.request.briefing).concat('').join('\n'));
      case 'ringing': {
        ring();
        return screen.promise;
      }
      case 'answered':
      case 'repeated': return;
      default: return scene satisfies never;
    }
  };
}
