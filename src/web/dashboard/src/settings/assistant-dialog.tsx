import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { textFor, withText } from '../site/widget-settings';
import { TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { useToasts } from '../ui/toast';
import type { Assistant } from './assistant';
import { AssistantModelFields } from './assistant-model-fields';
import { AssistantTry } from './assistant-try';
import { useFieldErrors } from '../ui/problem-text';

interface AssistantDialogProps {
  assistant: Assistant | null;
  others: readonly Assistant[];
  onClose: () => void;
}

export type AssistantForm = Pick<Assistant, 'name' | 'instructions' | 'greeting'> & Partial<Assistant>;

export function AssistantDialog({ assistant, others, onClose }: AssistantDialogProps) {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const [form, setForm] = useState<AssistantForm>(
    assistant ?? { name: '', greeting: null, instructions: null },
  );
  const set = (change: Partial<AssistantForm>) => setForm((current) => ({ ...current, ...change }));
  const [suggestions, setSuggestions] = useState((assistant?.suggestions ?? []).join('\n'));

  const finish = (message: string) => {
    toasts.done(message);
    void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'assistants') });
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const lines = suggestions.split('\n').map((line) => line.trim());
      const body = {
        ...form,
        name: form.name.trim(),
        instructions: form.instructions?.trim() || null,
        suggestions: lines.filter(Boolean),
      };
      if (assistant)
        return (await api.put(`assistants/${assistant.id}`, body, `"${assistant.version}"`)).data;
      return api.post('assistants', body);
    },
    onSuccess: () => finish(t('saved')),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`assistants/${assistant?.id}`),
    onSuccess: () => finish(t('assistants.deleted')),
    onError: toasts.failed,
  });
  const errors = useFieldErrors(save.error);

  return (
    <FormDialog
      kind="drawer"
      title={assistant?.name ?? t('assistants.new')}
      onClose={onClose}
      may={may}
      save={save}
      remove={
        assistant && !assistant.isDefault
          ? { ...remove, title: t('assistants.delete.title'), text: t('assistants.delete.text') }
          : undefined
      }
      after={assistant && <AssistantTry assistantId={assistant.id} />}
    >
      <TextField
        label={t('assistants.name')}
        hint={t('assistants.name.hint')}
        value={form.name}
        error={errors['name']}
        maxLength={80}
        required
        readOnly={!may}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextArea
        label={t('appearance.greeting')}
        rows={3}
        value={textFor(form.greeting, locale)}
        error={errors['greeting']}
        readOnly={!may}
        onChange={(event) => set({ greeting: withText(form.greeting, locale, event.target.value) })}
      />
      <TextArea
        label={t('assistants.suggestions')}
        hint={t('assistants.suggestions.hint')}
        rows={3}
        value={suggestions}
        error={errors['suggestions']}
        readOnly={!may}
        onChange={(event) => setSuggestions(event.target.value)}
      />
      <TextArea
        label={t('assistants.instructions')}
        hint={t('assistants.instructions.hint')}
        rows={8}
        value={form.instructions ?? ''}
        error={errors['instructions']}
        readOnly={!may}
        onChange={(event) => set({ instructions: event.target.value })}
      />
      <AssistantModelFields form={form} others={others} errors={errors} may={may} onChange={set} />
    </FormDialog>
  );
}
