import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { keys } from '../api/keys';
import { isRecord, problemOf } from '../api/problem';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { textFor, withText, type TenantText } from '../site/widget-settings';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextArea, TextField } from '../ui/field';
import { Markdown } from '../ui/markdown';
import { ProblemNote } from '../ui/problem-note';
import { useToasts } from '../ui/toast';

export interface Assistant {
  id: string;
  name: string;
  instructions: string | null;
  greeting: TenantText;
  isDefault: boolean;
  version: number;
  [more: string]: unknown;
}

export function AssistantDialog({
  assistant,
  onClose,
}: {
  assistant: Assistant | null;
  onClose: () => void;
}) {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const [greeting, setGreeting] = useState<TenantText>(assistant?.greeting ?? null);
  const [name, setName] = useState(assistant?.name ?? '');
  const [instructions, setInstructions] = useState(assistant?.instructions ?? '');
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...assistant, name: name.trim(), greeting, instructions: instructions.trim() || null };
      if (assistant)
        return (await api.put(`assistants/${assistant.id}`, body, `"${assistant.version}"`)).data;
      return api.post('assistants', body);
    },
    onSuccess: () => {
      toasts.done(t('saved'));
      void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'assistants') });
      onClose();
    },
  });
  const errors = save.isError ? problemOf(save.error).errors : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };

  return (
    <Dialog kind="drawer" title={assistant?.name ?? t('assistants.new')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('assistants.name')}
          hint={t('assistants.name.hint')}
          value={name}
          error={errors['name']?.[0]}
          maxLength={80}
          required
          readOnly={!may}
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label={t('appearance.greeting')}
          rows={3}
          value={textFor(greeting, locale)}
          error={errors['greeting']?.[0]}
          readOnly={!may}
          onChange={(event) => setGreeting(withText(greeting, locale, event.target.value))}
        />
        <TextArea
          label={t('assistants.instructions')}
          hint={t('assistants.instructions.hint')}
          rows={8}
          value={instructions}
          error={errors['instructions']?.[0]}
          readOnly={!may}
          onChange={(event) => setInstructions(event.target.value)}
        />
        {save.isError && <ProblemNote error={save.error} />}
        {may && (
          <div className="form-actions">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
      {assistant && <TryIt assistantId={assistant.id} />}
    </Dialog>
  );
}

/** Asks the assistant something; never billed, never shown to a visitor. */
function TryIt({ assistantId }: { assistantId: string }) {
  const { t } = useText();
  const api = useApi();
  const attempt = useMutation({
    mutationFn: (message: string) => api.post<unknown>(`assistants/${assistantId}/try`, { message }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const message = String(new FormData(event.currentTarget).get('message')).trim();
    if (message) attempt.mutate(message);
  };
  return (
    <section className="panel-section">
      <h3>{t('try.title')}</h3>
      <form className="inline-form" onSubmit={submit}>
        <TextField label={t('try.question')} name="message" maxLength={400} />
        <Button type="submit" busy={attempt.isPending}>
          {t('try.ask')}
        </Button>
      </form>
      <div className="live" aria-live="polite">
        {attempt.isError && <ProblemNote error={attempt.error} />}
        {attempt.isSuccess && (
          <div className="try-answer">
            <Markdown text={replyText(attempt.data) || t('try.handover')} />
          </div>
        )}
      </div>
    </section>
  );
}

function replyText(answer: unknown): string {
  if (!isRecord(answer)) return '';
  const reply = answer['reply'];
  return isRecord(reply) && typeof reply['text'] === 'string' ? reply['text'] : '';
}
