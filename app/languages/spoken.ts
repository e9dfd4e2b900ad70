type Messages = Record<string, string>

/** By messages of a language, then by kind. */
const written = new WeakMap<Messages, Map<string, string>>()

function write(messages: Messages, kind: string) {
  const spoken = Object.entries(messages)
    .filter(([key]) => key.startsWith(`${kind}.`))
    .map(([key, message]) => [key.slice(kind.length + 1), message])
  return JSON.stringify(Object.fromEntries(spoken))
}

/** The texts of one kind for scripts, as JSON: collected once per language. */
export function spokenIn(messages: Messages, kind: string) {
  const known = written.get(messages) ?? new Map<string, string>()
  written.set(messages, known)
  const json = known.get(kind) ?? write(messages, kind)
  known.set(kind, json)
  return json
}
