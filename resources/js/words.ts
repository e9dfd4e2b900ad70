/** What scripts say. The page brings it along, in its language: resources/lang/<language>/scripts.json. */
const words: Record<string, string> = {}

for (const element of document.querySelectorAll<HTMLElement>('[data-words]'))
  Object.assign(words, JSON.parse(element.dataset.words!))

export const say = (what: string, values: Record<string, string | number> = {}) =>
  words[what].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
