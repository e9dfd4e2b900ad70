import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

const FOLDER = fileURLToPath(new URL('../../docs/performance/', import.meta.url))

const kind = cpus()[0]
  .model.toLowerCase()
  .replace(/[^a-z0-9]+/g, '-')

/** One for each kind of processor: what was measured on one says nothing of another. */
export const DOCUMENT = `${FOLDER}${kind.replace(/^-|-$/g, '')}.md`

/** Sections with a command of their own, in the order in which they follow what `npm run bench` writes. */
export const OWN_SECTIONS = {
  instructions: '## Instructions for one request',
  scale: '## Among a million users',
}
const ownHeadings = Object.values(OWN_SECTIONS)

const headingOf = (section: string) => section.split('\n', 1)[0]
const placeOf = (section: string) => ownHeadings.indexOf(headingOf(section))

/** What is there already; nothing where this kind of machine is new. */
async function readSections() {
  const text = await readFile(DOCUMENT, 'utf8').catch(() => '')
  return text.split(/^(?=## )/m).filter((section) => section.trim())
}

async function writeSections(sections: string[]) {
  await mkdir(FOLDER, { recursive: true })
  await writeFile(DOCUMENT, sections.map((section) => `${section.trim()}\n`).join('\n'))
}

/** Replaces all but the sections with a command of their own. */
export async function writeDocument(text: string) {
  const kept = await readSections()
  await writeSections([text, ...kept.filter((section) => placeOf(section) >= 0)])
}

/** Replaces one section with a command of its own, or adds it. */
export async function writeSection(section: string) {
  const sections = await readSections()
  const others = sections.filter((one) => headingOf(one) !== headingOf(section))
  // What has no command of its own is at place -1, and stays in front.
  await writeSections([...others, section].toSorted((a, b) => placeOf(a) - placeOf(b)))
}

export const formatted = async (markdown: string) =>
  format(markdown, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' })
