/** Where what begins at `start` with a bracket ends. Brackets within texts count for nothing. */
function closing(source: string, start: number) {
  let depth = 0
  let quote = ''
  for (let at = start; at < source.length; at++) {
    const character = source[at]
    if (quote) {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (`'"\``.includes(character)) quote = character
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character) && --depth === 0) return at
  }
  return source.length
}

const TAG = /[ \t]*@!?[\w.]+/y
const MUSTACHE = /\{\{\{?([^]*?)\}\}\}?/y

/** The HTML of a template, and the expressions in it. */
function taken(apart: string) {
  const source = apart.replace(/\{\{--[^]*?--\}\}/g, '')
  const expressions: string[] = []
  let html = ''
  for (let at = 0; at < source.length; at++) {
    MUSTACHE.lastIndex = TAG.lastIndex = at
    const mustache = MUSTACHE.exec(source)
    const tag = at === 0 || source[at - 1] === '\n' ? TAG.exec(source) : null
    if (mustache) {
      expressions.push(mustache[1])
      at = MUSTACHE.lastIndex - 1
    } else if (tag) {
      const open = TAG.lastIndex
      const end = source[open] === '(' ? closing(source, open) : open - 1
      expressions.push(source.slice(open + 1, end))
      at = end
    } else html += source[at]
  }
  return { html, expressions }
}

/** What people read of a component, by the names of its properties. */
const READ =
  /\b(?:text|title|lead|label|hint|about|placeholder|alt|term|message|unit|head|previousText|againText|'aria-label')'?:\s*(['`])((?:(?!\1).)+)\1/g
const ATTRIBUTE = /\b(?:aria-label|title|alt|placeholder)="([^"]+)"/g
const LITERAL = /(['`])((?:(?!\1).)*)\1/g
const ASKED = /\b(?:t|markup|spoken|supportLink|urlFor)\((['`])(?:(?!\1).)*\1/g
const SENTENCE = /^[A-Z][a-z]+(?: |$)|[a-z]{2} [a-z]{2,} [a-z]/
const NO_WORDS = /<(style|pre|code)\b[^]*?<\/\1>/g
const LETTERS = /\p{L}{2}/u

/** What is the same in every language. */
const NAMES = new Set([
  'Gatehouse',
  'Gatehouse,',
  'Gatehouse, .',
  'SHA-256',
  '/api/v1/me',
  'Markdown',
  'Python',
])

/** What a template says by itself, instead of asking for a message. */
export function wordsIn(template: string): string[] {
  const { html, expressions } = taken(template)
  const marked = html.replace(NO_WORDS, ' ')
  const attributes = [...marked.matchAll(ATTRIBUTE)].map(([, text]) => text)
  const texts = marked.split(/<[^>]*>|\n/).map((text) => text.trim().replace(/\s+/g, ' '))
  const literals = expressions.flatMap((expression) => {
    const rest = expression.replace(ASKED, '')
    const read = [...rest.matchAll(READ)].map(([, , text]) => text.replace(/\$\{[^}]*\}/g, ''))
    const sentences = [...rest.matchAll(LITERAL)].map(([, , text]) => text)
    return [...read, ...sentences.filter((text) => SENTENCE.test(text))]
  })
  return [...attributes, ...texts, ...literals].filter(
    (text) => LETTERS.test(text) && !NAMES.has(text)
  )
}
