import { useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../messages/text';
import { latestAnnouncement, subscribeAnnouncements } from '../realtime/announcements';

/** So long nothing new must come, so that of a burst only the last one is said. */
const calm = 1_000;
/** Then the region is emptied: the same words said again would be no change, and not be heard. */
const heard = 4_000;

/** Says to screen readers who writes and who waits: politely, and only the last one of a burst. */
export function Announcer() {
  const { t } = useText();
  const latest = useSyncExternalStore(subscribeAnnouncements, latestAnnouncement);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!latest) return;
    const name = latest.name ?? t('visitor.unnamed');
    const begin = setTimeout(
      () => setSaid(t(latest.kind === 'waiting' ? 'alert.waiting' : 'announce.message', { name })),
      calm,
    );
    const end = setTimeout(() => setSaid(''), calm + heard);
    return () => {
      clearTimeout(begin);
      clearTimeout(end);
    };
  }, [latest, t]);

  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-announcer="">
      {said}
    </div>
  );
}
