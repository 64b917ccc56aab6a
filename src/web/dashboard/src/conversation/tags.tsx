import { useMutation } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Conversation } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { IconButton } from '../ui/button';
import { useToasts } from '../ui/toast';

/** The conversation's tags: added and removed one by one, sent as a whole. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('agent');
  const headingId = useId();
  const [typed, setTyped] = useState('');
  const save = useMutation({
    mutationFn: (tags: string[]) => api.post(`conversations/${conversation.id}/tags`, { tags }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.conversation(api.tenantId, conversation.id) }),
    onError: toasts.failed,
  });

  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === '' || conversation.tags.includes(tag)) return;
    save.mutate([...conversation.tags, tag], { onSuccess: () => setTyped('') });
  };

  return (
    <section className="panel-section" aria-labelledby={headingId}>
      <h3 id={headingId}>{t('tags.title')}</h3>
      <div className="tag-list">
        {conversation.tags.map((tag) => (
          <span className="tag" key={tag}>
            {tag}
            {may && (
              <button
                type="button"
                className="tag-remove"
                aria-label={t('tags.remove', { tag })}
                onClick={() => save.mutate(conversation.tags.filter((each) => each !== tag))}
              >
                <X aria-hidden="true" />
              </button>
            )}
          </span>
        ))}
        {!may && conversation.tags.length === 0 && <span className="muted">{t('tags.none')}</span>}
      </div>
      {may && (
        <form className="tag-form" onSubmit={add}>
          <input
            className="input input-small"
            value={typed}
            maxLength={40}
            aria-label={t('tags.add')}
            placeholder={t('tags.add')}
            onChange={(event) => setTyped(event.target.value)}
          />
          <IconButton type="submit" label={t('tags.add')} icon={<Plus aria-hidden="true" />} />
        </form>
      )}
    </section>
  );
}
