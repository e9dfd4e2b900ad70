type Messages = Record<string, string>

/** By messages of a language, then by kind. */
const written = new WeakMap<Messages, Map<string, string>>()

/**
 * JSON with escapes for whatever is beyond Latin-1: one such character makes V8 keep a whole page as two bytes for each of
 * its characters, and encode it as such, for which the page /files took an eleventh more processor time.
 */
function inLatin1(json: string) {
  const escaped = json.replace(
    /[\u0100-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  // What was made from a text of two bytes a character has two as well, whatever it holds.
  return Buffer.from(escaped, 'latin1').toString('latin1')
}

function write(messages: Messages, kind: string) {
  const spoken = Object.entries(messages)
    .filter(([key]) => key.startsWith(`${kind}.`))
    .map(([key, message]) => [key.slice(kind.length + 1), message])
  return inLatin1(JSON.stringify(Object.fromEntries(spoken)))
}

/** The texts of one kind for scripts, as JSON: collected once per language. */
export function spokenIn(messages: Messages, kind: string) {
  const known = written.get(messages) ?? new Map<string, string>()
  written.set(messages, known)
  const json = known.get(kind) ?? write(messages, kind)
  known.set(kind, json)
  return json
}
