import { describe, expect, test } from 'vitest';
import { createSlackVerifier, createStandardWebhooksVerifier } from 'throughline/adapters/webhook';
import { signTwilio } from '../../../adapters/webhook/create-twilio-verifier.js';
import { bytesOf } from './schemes.js';

describe('what a provider publishes as signed', () => {
  test('by Standard Webhooks is let in', async () => {
    const verifier = createStandardWebhooksVerifier({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', now: () => 1_614_265_330_000 });
    const body = bytesOf('{"test": 2432232314}');
    const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
    expect(await verifier.verify(new Request('https://shop.example/', { method: 'POST', body, headers }), body)).toBe(true);
  });

  test('by Slack is let in', async () => {
    const verifier = createSlackVerifier({ secret: '8f742231b10e8888abcd99yyyzzz85a5', now: () => 1_531_420_618_000 });
    const body = bytesOf('token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c');
    const headers = { 'x-slack-request-timestamp': '1531420618', 'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503' };
    expect(await verifier.verify(new Request('https://shop.example/', { method: 'POST', body, headers }), body)).toBe(true);
  });

  // its token of five characters is too short for a verifier, so the formula alone is held against it
  const called = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const call = (caller: string) => [['Digits', '1234'], ['To', '+18005551212'], ['From', caller], ['Caller', caller], ['CallSid', 'CA1234567890ABCDE']] as const;
  test.each([
    ['a form', called, call('+12349013030'), '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
    ['an earlier form', called, call('+14158675309'), 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
    ['a body with its hash', `${called}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`, [], 'a9nBmqA0ju/hNViExpshrM61xv4='],
  ] as const)('by Twilio for %s gets the same signature from us', (_, url, fields, signature) => {
    expect(signTwilio('12345', url, fields)).toBe(signature);
  });
});
