/** Characters that mail clients show without another line break, even when quoted (RFC 5322, 2.1.1). */
const LINE = 76

/** Broken into lines at blanks. */
export function wrapped(text: string) {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    if (line && line.length + word.length >= LINE) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines.join('\n')
}

/** Names and values, in two aligned columns. */
export function inColumns(rows: [string, string][]) {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n')
}
