/**
 * Leads to what the last request had to say. Browsers do so by `autofocus`, but not where the address names a part of the
 * page (HTML, "flush autofocus candidates"): there they begin at that part, once all is loaded, and nobody hears the notice
 * in it.
 */
addEventListener('pageshow', () => {
  const notice = document.querySelector<HTMLElement>('.notice[autofocus]')
  if (location.hash && document.activeElement === document.body) notice?.focus()
})
