import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../../adapters/websocket/signer.js';
import { secret } from './chat-test-bench.js';

const signer = createSigner(secret);
const text = fc.string({ unit: 'grapheme', minLength: 1 });

describe('what the server signed', () => {
  it('is always read as it was written, also by a server that was started later', () => {
    fc.assert(fc.property(text, fc.uuid(), text, (user, conversation, key) => {
      const later = createSigner(secret);
      expect(later.readConversationToken(signer.conversationToken(user, conversation))).toEqual({ user, conversation });
      expect(later.openKey(user, signer.sealKey(user, key))).toBe(key);
    }));
  });

  it('is never believed when a letter was changed, or of another secret', () => {
    const other = createSigner(`${secret}!`);
    fc.assert(fc.property(fc.uuid(), fc.nat(), fc.constantFrom(...'abcXYZ019-_.~'), (conversation, at, letter) => {
      const token = signer.conversationToken('ana', conversation);
      const place = at % token.length;
      const changed = token.slice(0, place) + letter + token.slice(place + 1);
      fc.pre(changed !== token);
      const read = signer.readConversationToken(changed);
      expect(read === undefined || (read.user === 'ana' && read.conversation === conversation)).toBe(true);
      expect(other.readConversationToken(token)).toBeUndefined();
    }));
  });

  it('for one user is never taken from another', () => {
    fc.assert(fc.property(text, text, text, (user, thief, key) => {
      fc.pre(user !== thief);
      expect(signer.openKey(thief, signer.sealKey(user, key))).toBeUndefined();
    }));
  });

  it('as a conversation is never taken as a key, nor the other way', () => {
    expect(signer.openKey('ana', signer.conversationToken('ana', 'c1'))).toBeUndefined();
    expect(signer.readConversationToken(signer.sealKey('ana', 'c1'))).toBeUndefined();
    expect([signer.openKey('ana', ''), signer.openKey('ana', '~'), signer.readConversationToken('')]).toEqual([undefined, undefined, undefined]);
  });
});
