import { describe, expect, it } from 'vitest';
import { webhookEvents } from '../integrations/webhook-events';
import { serviceFile, serviceSources } from '../testing/service-sources';
import { de } from './de';
import { en } from './en';

/** Names of noun and past verb in the statements that write the audit. */
const actions = new Set(
  serviceSources.flatMap((code) =>
    [...code.matchAll(/(?:AuditEntry\.Of|SettingsChange\.Of|\bChange)\([^;]*/gu)].flatMap(([statement]) =>
      [...statement.matchAll(/"([a-z_]+\.[a-z_]+)"/gu)].flatMap(([, name]) => (name ? [name] : [])),
    ),
  ),
);

describe('names that the services write', () => {
  it('the audit has words for each of its entries', () => {
    expect([...actions]).toEqual(
      expect.arrayContaining(['hours.changed', 'user.joined', 'visitor.banned', 'assistant.added']),
    );
    for (const action of actions) {
      expect.soft(Object.keys(en), action).toContain(`audit.${action}`);
      expect.soft(Object.keys(de), action).toContain(`audit.${action}`);
    }
  });

  it('every refusal has a title and what to do next', () => {
    const catalog = serviceFile('../LiveChat.ServiceDefaults/ProblemCatalog.cs');
    const codes = [...catalog.matchAll(/\["(\w+)"\] = new\(/gu)].map(([, code]) => code);
    expect(codes).toEqual(expect.arrayContaining(['conflict', 'rate_limited', 'internal_error']));
    for (const code of codes) {
      for (const messages of [en, de]) {
        expect.soft(Object.keys(messages)).toContain(`problem.${code}`);
        const next = [`problem.${code}.detail`, `problem.${code}.next`];
        expect
          .soft(
            next.filter((key) => key in messages),
            code,
          )
          .not.toEqual([]);
      }
    }
  });

  it('a failed delivery has words for its reason', () => {
    const senders = ['WebhookSender.cs', 'DeliveryStore.cs'].map((name) =>
      serviceFile(`LiveChat.WidgetAuth/Webhooks/${name}`),
    );
    const reasons = senders.flatMap((code) => [
      ...[...code.matchAll(/Ended\(false, [^;]*;/gu)].flatMap(([call]) =>
        [...call.matchAll(/"(\w+)"/gu)].map(([, reason]) => reason),
      ),
      ...[...code.matchAll(/error = '(\w+)'/gu)].map(([, reason]) => reason),
    ]);
    expect(reasons).toEqual(expect.arrayContaining(['http_status', 'timeout', 'webhook_disabled']));
    for (const reason of reasons) {
      expect.soft(Object.keys(en)).toContain(`webhooks.error.${reason}`);
      expect.soft(Object.keys(de)).toContain(`webhooks.error.${reason}`);
    }
  });

  it('a webhook may be asked for every event that is sent', () => {
    const file = serviceFile('LiveChat.WidgetAuth/Webhooks/WebhookEvents.cs');
    const sent = [...file.matchAll(/const string \w+ = "([^"]+)"/gu)].map(([, name]) => name);
    expect(sent.filter((name) => name !== 'webhook.test').sort()).toEqual([...webhookEvents].sort());
    for (const name of webhookEvents) {
      expect(Object.keys(en)).toContain(`webhooks.event.${name}`);
      expect(Object.keys(de)).toContain(`webhooks.event.${name}`);
    }
  });
});
