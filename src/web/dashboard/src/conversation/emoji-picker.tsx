import { Smile } from 'lucide-react';
import { useText } from '../messages/text';
import { Menu, MenuItem } from '../ui/menu';

// Screen readers know the names of emoji in the reader's own language: none are needed here.
const emoji = [
  ...['🙂', '😀', '😄', '😊', '😉', '😅', '😂', '🥳', '🤗', '🤔', '😌', '😬', '😕', '😢', '🙈', '😎'],
  ...['👍', '👎', '👋', '🙏', '👏', '💪', '👌', '🤝', '❤️', '⭐', '🎉', '🎁', '☀️', '☕', '🌱', '🔥'],
  ...['✅', '❌', '⚠️', 'ℹ️', '📦', '🚚', '🧾', '💳', '📅', '⏳', '📍', '📞', '✉️', '🔗', '🔒', '🛠️'],
] as const;

/** A few emoji that answers need; all others come from the system's own picker. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useText();
  return (
    <Menu
      label={t('emoji.label')}
      iconOnly
      align="start"
      side="above"
      buttonClass="icon-button"
      columns={8}
      button={<Smile aria-hidden="true" />}
    >
      {(close) => (
        <div className="emoji">
          {emoji.map((each) => (
            <MenuItem
              key={each}
              onSelect={() => {
                close();
                onPick(each);
              }}
            >
              {each}
            </MenuItem>
          ))}
        </div>
      )}
    </Menu>
  );
}
