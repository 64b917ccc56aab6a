import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { useToasts } from '../ui/toast';
import type { CannedReply } from './canned';
import { useFieldErrors } from '../ui/problem-text';

export function CannedDialog({ reply, onClose }: { reply: CannedReply | null; onClose: () => void }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');

  const finish = () => {
    void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'canned') });
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const body = { shortcut: shortcut.trim(), title: title.trim(), text: text.trim() };
      return reply ? (await api.put(`canned/${reply.id}`, body)).data : api.post('canned', body);
    },
    onSuccess: () => {
      toasts.done(t('saved'));
      finish();
    },
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`canned/${reply?.id}`),
    onSuccess: finish,
    onError: toasts.failed,
  });
  const errors = useFieldErrors(save.error);

  return (
    <FormDialog
      title={reply ? `/${reply.shortcut}` : t('canned.new')}
      onClose={onClose}
      save={save}
      remove={
        reply ? { ...remove, title: t('canned.delete.title'), text: t('canned.delete.text') } : undefined
      }
    >
      <TextField
        label={t('canned.shortcut')}
        hint={t('canned.shortcut.hint')}
        value={shortcut}
        error={errors['shortcut']}
        maxLength={41}
        required
        spellCheck={false}
        onChange={(event) => setShortcut(event.target.value)}
      />
      <TextField
        label={t('canned.title')}
        value={title}
        error={errors['title']}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t('canned.text')}
        rows={6}
        value={text}
        error={errors['text']}
        required
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
