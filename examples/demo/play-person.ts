import type { HandoffRequest } from 'throughline';
import { called, foundBy, type Cast } from './cast.js';
import type { Step } from './conversation.js';
import type { HostTold } from './routes.js';

type PersonStep = Extract<Step, { readonly person: string }>;

/** A person's part: they join a chat once they were called, and tell the host what they do. */
export async function playPerson(cast: Cast, step: PersonStep, id: string): Promise<void> {
  const { host, show, conversation: { person } } = cast;
  if (step.person === 'joins') await show({ type: 'called', request: (await called(cast, 'orders')) as HandoffRequest });
  await show({ type: 'said', id, name: person, text: inWords(step) });
  await show({ type: 'answered', receipt: await host.tell(toldBy(cast, step, id)) });
}

function toldBy({ conversation }: Cast, step: PersonStep, id: string): HostTold {
  const { person } = conversation;
  const who = [foundBy(conversation)];
  switch (step.person) {
    case 'joins': return { id, who, type: 'agent.joined', data: { by: person } };
    case 'writes': return { id, who, type: 'agent.wrote', data: { words: step.text } };
    case 'promises': return { id, who, type: 'agent.promised', data: { promise: step.text } };
    case 'leaves': return { id, who, type: 'agent.left', data: { resolved: step.resolved, summary: step.text } };
    default: return step satisfies never;
  }
}

function inWords(step: PersonStep): string {
  switch (step.person) {
    case 'joins': return 'joins';
    case 'writes': return step.text;
    case 'promises': return `promises: ${step.text}`;
    case 'leaves': return `leaves: ${step.text}`;
    default: return step satisfies never;
  }
}
