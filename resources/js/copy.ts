import { announce } from './announce.ts'
import { say } from './words.ts'

async function copy(field: HTMLInputElement) {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return say('copied')
  } catch {
    return say('press_copy')
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy!) as HTMLInputElement
  const label = button.firstChild!
  const usual = label.textContent
  button.addEventListener('click', async () => {
    label.textContent = await copy(field)
    announce(label.textContent)
    setTimeout(() => (label.textContent = usual), 2000)
  })
}
