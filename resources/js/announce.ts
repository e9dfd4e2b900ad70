const place = document.querySelector<HTMLElement>('[data-announce]')!

/** Says it to whoever listens to the page instead of looking at it. */
export function announce(text: string) {
  place.textContent = text
}
