import { Plus, X } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import type { Conversation } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { IconButton } from '../ui/button';
import { useTagChange } from './use-conversation';

/** The conversation's tags: added and removed one by one, sent as a whole. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const may = useMay('agent');
  const headingId = useId();
  const [typed, setTyped] = useState('');
  const change = useTagChange(conversation);

  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === '' || conversation.tags.includes(tag)) return;
    void change
      .mutateAsync((tags) => [...tags.filter((each) => each !== tag), tag])
      .then(() => setTyped(''))
      .catch(() => undefined);
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
                onClick={() => change.mutate((tags) => tags.filter((each) => each !== tag))}
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
