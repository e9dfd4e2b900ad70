import { announce } from './announce.ts'

async function copy(field: HTMLInputElement) {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return 'Copied'
  } catch {
    return 'Press Ctrl+C'
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy!) as HTMLInputElement
  const label = button.textContent
  button.addEventListener('click', async () => {
    button.textContent = await copy(field)
    announce(button.textContent)
    setTimeout(() => (button.textContent = label), 2000)
  })
}
