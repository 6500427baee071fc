import type { Briefing, HandoffRequest, Receipt } from 'throughline';
import type { ChatMessage } from './chat-client.js';
import type { Mail } from './mailbox.js';
import type { PhoneText } from './smsc.js';

/** What can be seen while a conversation is played. */
export type Scene =
  /** somebody comes to the door with this; what the door answers carries the id */
  | { readonly type: 'said'; readonly id: string; readonly name: string; readonly text: string }
  /** somebody does what no host hears of */
  | { readonly type: 'did'; readonly name: string; readonly text: string }
  | { readonly type: 'host'; readonly message: ChatMessage }
  /** a message whose key came before: the page shows it once */
  | { readonly type: 'repeated'; readonly message: ChatMessage }
  | { readonly type: 'known'; readonly who: Briefing['who'] }
  | { readonly type: 'sms'; readonly text: PhoneText }
  | { readonly type: 'mail'; readonly mail: Mail }
  /** a person was called to a chat */
  | { readonly type: 'called'; readonly request: HandoffRequest }
  /** the phone rings: nobody has said hello yet */
  | { readonly type: 'ringing' }
  /** what a desk was answered */
  | { readonly type: 'answered'; readonly receipt: Receipt }
  /** what a telephone system was answered that is not ours */
  | { readonly type: 'refused'; readonly status: number };
