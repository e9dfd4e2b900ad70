/** Sends a form once, however often its button is pressed. The server sees to it as well: forms act once without this. */

/** Milliseconds after which a person may try again: they may have stopped the browser, or lost the connection. */
const PAUSE = 5_000

const sent = new Map<HTMLFormElement, HTMLElement | null>()

function free(form: HTMLFormElement) {
  sent.get(form)?.removeAttribute('aria-busy')
  sent.delete(form)
}

addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  // What a script sends, it watches itself.
  if (event.defaultPrevented || form.method !== 'post') return
  if (sent.has(form)) return event.preventDefault()

  sent.set(form, event.submitter)
  event.submitter?.setAttribute('aria-busy', 'true')
  setTimeout(() => free(form), PAUSE)
})

/** Back on a page that the browser has kept as it was left. */
addEventListener('pageshow', () => [...sent.keys()].forEach(free))
