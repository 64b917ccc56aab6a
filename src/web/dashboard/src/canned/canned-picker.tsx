import { useText } from '../messages/text';
import type { CannedReply } from './canned';
import './canned.css';

interface CannedPickerProps {
  id: string;
  replies: readonly CannedReply[];
  active: number;
  onPick: (reply: CannedReply) => void;
}

/** The list over the composer; the field keeps the focus and says which option is the active one. */
export function CannedPicker({ id, replies, active, onPick }: CannedPickerProps) {
  const { t } = useText();
  return (
    <ul id={id} role="listbox" aria-label={t('canned.label')} className="canned">
      {replies.map((reply, index) => (
        <li
          key={reply.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className="canned-option"
          // Pressing must not take the focus out of the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(reply)}
        >
          <span className="canned-shortcut">/{reply.shortcut}</span>
          <span className="canned-text">{reply.text}</span>
        </li>
      ))}
    </ul>
  );
}
