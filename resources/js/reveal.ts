/** Lets people see the password that they type. Whoever hears the buttons of a page hears which password each shows. */
import { say } from './words.ts'

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=password]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'reveal'
  const name = (what: string) => {
    button.textContent = say(what)
    const label = input.labels?.[0]?.textContent.replace(/\s+/g, ' ').trim()
    if (label) button.setAttribute('aria-label', `${say(what)}: ${label}`)
  }
  name('show')
  button.setAttribute('aria-controls', input.id)
  button.addEventListener('click', () => {
    const isHidden = input.type === 'password'
    input.type = isHidden ? 'text' : 'password'
    name(isHidden ? 'hide' : 'show')
    input.focus()
  })
  const frame = document.createElement('span')
  frame.className = 'revealing'
  input.replaceWith(frame)
  frame.append(input, button)
  // What is sent is a password again, so that nobody offers to complete it as a word.
  input.form?.addEventListener('submit', () => (input.type = 'password'))
}
