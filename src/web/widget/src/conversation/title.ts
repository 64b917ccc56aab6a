let mark = "";

/** `(2) The page's title`. The page may change its own at any time; only our mark is taken away again. */
export function markTitle(unread: number): void {
  const { title } = document;
  const own = mark && title.startsWith(mark) ? title.slice(mark.length) : title;
  mark = unread > 0 ? `(${unread}) ` : "";
  if (title !== mark + own) document.title = mark + own;
}
