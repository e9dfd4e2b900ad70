type Messages = Record<string, string>

/** By all messages of a language, and kind. */
const written = new WeakMap<Messages, Map<string, string>>()

function write(messages: Messages, kind: string) {
  const spoken = Object.entries(messages)
    .filter(([key]) => key.startsWith(`${kind}.`))
    .map(([key, message]) => [key.slice(kind.length + 1), message])
  return JSON.stringify(Object.fromEntries(spoken))
}

/** What scripts say of one kind, as JSON: looked for once among all that is said in a language. */
export function spokenIn(messages: Messages, kind: string) {
  const known = written.get(messages) ?? new Map<string, string>()
  written.set(messages, known)
  const json = known.get(kind) ?? write(messages, kind)
  known.set(kind, json)
  return json
}
