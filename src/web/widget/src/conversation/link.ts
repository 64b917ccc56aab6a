/** A link, in a mail or on the page, that opens the panel. It goes from the address, so that it works again. */
export function takeLink(): boolean {
  const linked = location.hash === "#livechat";
  if (linked) history.replaceState(history.state, "", location.pathname + location.search);
  return linked;
}
