import { useState } from 'react';
import { useText } from '../messages/text';
import { useChange } from '../settings/use-list';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { SecretNote } from '../ui/secret-note';
import { webhookEvents } from './webhook-events';
import { useFieldErrors } from '../ui/problem-text';

/** A new webhook: its address, what it wants to hear, and once the secret that signs what it gets. */
export function WebhookDialog({ onClose }: { onClose: () => void }) {
  const { t, find } = useText();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const add = useChange<{ secret: string }>('webhooks', true);
  const errors = useFieldErrors(add.error);

  if (add.data) {
    return (
      <Dialog
        title={t('webhooks.added')}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
      >
        <p>{t('webhooks.added.text')}</p>
        <SecretNote label={t('webhooks.secret')} secret={add.data.secret} />
      </Dialog>
    );
  }
  const body = {
    url: url.trim(),
    description: description.trim() || null,
    events: wanted.length > 0 ? wanted : ['*'],
  };
  return (
    <FormDialog
      title={t('webhooks.new')}
      onClose={onClose}
      save={{ ...add, mutate: () => add.mutate({ path: 'webhooks', body }) }}
      saveText={t('add')}
    >
      <TextField
        label={t('webhooks.url')}
        hint={t('webhooks.url.hint')}
        type="url"
        value={url}
        error={errors['url']}
        required
        autoFocus
        placeholder="https://shop.example/hooks/livechat"
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label={t('webhooks.description')}
        value={description}
        error={errors['description']}
        maxLength={200}
        onChange={(event) => setDescription(event.target.value)}
      />
      <fieldset className="checks">
        <legend>{t('webhooks.events')}</legend>
        <p className="field-hint">{t('webhooks.events.hint')}</p>
        {webhookEvents.map((name) => (
          <label key={name} className="check">
            <input
              type="checkbox"
              checked={wanted.includes(name)}
              onChange={(event) =>
                setWanted(event.target.checked ? [...wanted, name] : wanted.filter((each) => each !== name))
              }
            />
            <span>
              {find(`webhooks.event.${name}`)} <code>{name}</code>
            </span>
          </label>
        ))}
        {errors['events'] && <p className="field-error">{errors['events']}</p>}
      </fieldset>
    </FormDialog>
  );
}
