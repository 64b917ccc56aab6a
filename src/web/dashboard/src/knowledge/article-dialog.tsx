import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { useToasts } from '../ui/toast';
import type { Editing } from './knowledge-page';
import { useFieldErrors } from '../ui/problem-text';

export function ArticleDialog({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const { article, unansweredId } = editing;
  const [title, setTitle] = useState(article?.title ?? editing.title ?? '');
  const [text, setText] = useState(article?.text ?? '');
  const [url, setUrl] = useState(article?.url ?? '');

  const finish = (message: string) => {
    toasts.done(message);
    void cache.invalidateQueries({ queryKey: keys.section(api.tenantId) });
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const language = article?.locale ?? editing.locale ?? locale;
      const body = { title: title.trim(), text: text.trim(), url: url.trim() || null, locale: language };
      if (article) return (await api.put(`knowledge/${article.id}`, body, `"${article.version}"`)).data;
      return api.post(unansweredId ? `knowledge/unanswered/${unansweredId}/article` : 'knowledge', body);
    },
    onSuccess: () => finish(t('saved')),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`knowledge/${article?.id}`),
    onSuccess: () => finish(t('knowledge.deleted')),
    onError: toasts.failed,
  });
  const errors = useFieldErrors(save.error);

  return (
    <FormDialog
      kind="drawer"
      title={article ? t('knowledge.edit') : t('knowledge.new')}
      onClose={onClose}
      save={save}
      remove={article ? remove : undefined}
      may={may}
    >
      <TextField
        label={t('knowledge.title')}
        value={title}
        error={errors['title']}
        maxLength={200}
        required
        readOnly={!may}
        autoFocus={!article}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t('knowledge.text')}
        hint={t('knowledge.text.hint')}
        rows={14}
        value={text}
        error={errors['text'] ?? errors['body']}
        required
        readOnly={!may}
        onChange={(event) => setText(event.target.value)}
      />
      <TextField
        label={t('knowledge.url')}
        hint={t('knowledge.url.hint')}
        type="url"
        value={url}
        error={errors['url']}
        readOnly={!may}
        onChange={(event) => setUrl(event.target.value)}
      />
    </FormDialog>
  );
}
