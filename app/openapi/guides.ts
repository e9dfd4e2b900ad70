import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import app from '@adonisjs/core/services/app'
import string from '@adonisjs/core/helpers/string'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { Marked } from 'marked'
import { problems } from '#exceptions/problem'

const FOLDER = 'docs/api'

type Guide = { title: string; html: string }

const INDEX = 'README'

/** Guides link to each other as files in the same folder. */
const GUIDE = /^([\w-]+)\.md(#.*)?$/

/** The page that a link in a guide leads to. Its other links lead to files of the sources, which have no page. */
function addressOf(href: string) {
  const [, name, place = ''] = GUIDE.exec(href) ?? []
  if (name === INDEX) return urlFor('docs.guides.index')
  if (name) return urlFor('docs.guides.show', { name }) + place
  return /^https?:/.test(href) ? href : undefined
}

/** Where somebody finds it who has the sources, without the end of its name. */
const placeOf = (href: string) =>
  posix.join(FOLDER, href.replace(/#.*/, '')).replace(/(?:\/README)?\.md$/, '')

/** Renders some elements differently: in the style of our pages, and with anchors. */
const markdown = new Marked().use({
  renderer: {
    heading({ tokens, depth, text }) {
      const id = string.slug(text, { lower: true, strict: true })
      return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>`
    },
    link({ href, tokens }) {
      const address = addressOf(href)
      const inner = this.parser.parseInline(tokens)
      if (address) return `<a href="${string.escapeHTML(address)}">${inner}</a>`
      return `${inner} (<code>${string.escapeHTML(placeOf(href))}</code>)`
    },
    code: ({ text }) => `<pre class="code">${string.escapeHTML(text)}</pre>`,
  },
})

/** A wide table scrolls by itself, not the page. */
const inFrames = (html: string) =>
  html
    .replaceAll('<table>', '<div class="guide-table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')

/** @throws Problem not_found */
async function read(name: string): Promise<Guide> {
  const text = await readFile(app.makePath(FOLDER, `${name}.md`), 'utf8').catch(() => {
    throw problems.notFound()
  })
  const [heading] = text.split('\n', 1)
  const html = await markdown.parse(text.slice(heading.length))
  return { title: heading.replace('# ', ''), html: inFrames(html) }
}

const known = new Map<string, Guide>()

/**
 * One of the guides in docs/api, as its page shows it.
 * @throws Problem not_found
 */
export async function guideOf(name = INDEX) {
  const guide = known.get(name) ?? (await read(name))
  known.set(name, guide)
  return guide
}
